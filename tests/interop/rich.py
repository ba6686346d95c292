"""A project that has what breaks exporters: emoji and families of them, combining accents, text from right to left, tabs,
line breaks inside spans, nested, overlapping, broken and doubly coded annotations, two analysts, notes, formulas."""

import json

ONE = (
    "Åsa Öberg, ministre 😀, a déclaré : « Le chômage baissera de 2\u202f% d’ici 2030 ».\n"
    "Critics — e.g. O’Neil <AT&T> — call that “pure_fantasy [1]|a->b; \\*100%”.\tזה נכון.\n"
    "\n"
    "=SUM(A1) Absatz: 👩‍👩‍👧 sagt „nein, \"nie\" & 'so'“, e\u0301tat final. NA\n"
)
TWO = "Le chômage baissera de 2\u202f% d’ici 2030, dit la ministre 😀. Fin.\n"
CLAIM = "Le chômage baissera de 2\u202f% d’ici 2030"


def span(text, analyst, label, *words, note="", **attributes):
    parts = []
    for piece in words:
        start = text.index(piece)
        parts.append([start, start + len(piece)])
    return {
        "start": parts[0][0],
        "end": parts[-1][1],
        "label": label,
        "text": text[parts[0][0] : parts[-1][1]],
        "spans": parts,
        "attributes": attributes,
        "note": note,
        "analyst": analyst,
    }


def document(name, outlet, text, spans):
    meta = {"outlet": outlet, "title": f"=1+1 | {outlet}\tand \"more\"", "published": "2025-08-16", "progress": "done"}
    return {"id": name, "text": text, "meta": meta, "spans": spans}


DOCUMENTS = [
    document(
        "Ünïcode: 1/2",
        "Paper One",
        ONE,
        [
            span(ONE, "ana", "claim", CLAIM, source="Åsa Öberg; <min>|x", certainty="asserted"),
            span(ONE, "ana", "quote", f"« {CLAIM} »", speaker="Åsa Öberg", form="direct"),
            span(ONE, "ana", "opinion", "“pure_fantasy [1]|a->b; \\*100%”", polarity="negative", note="one\ntwo\tthree"),
            span(ONE, "ana", "claim", "2030 ».\nCritics — e.g. O’Neil <AT&T>"),
            span(ONE, "ana", "quote", "👩‍👩‍👧 sagt", "„nein, \"nie\" & 'so'“", speaker="=he"),
            span(ONE, "ana", "opinion", "e\u0301tat final"),
            span(ONE, "ana", "opinion", "זה נכון"),
            span(ONE, "ana", "claim", "NA"),
            span(ONE, "bo", "claim", CLAIM, certainty="denied"),
            span(ONE, "bo", "opinion", CLAIM, polarity="neutral"),
            span(ONE, "bo", "claim", "=SUM(A1)"),
        ],
    ),
    document("two", "Paper Two", TWO, [
        span(TWO, "ana", "claim", CLAIM, certainty="asserted"),
        span(TWO, "bo", "quote", "la ministre 😀", form="partial"),
    ]),
    document("three", "Paper Three", "Nothing here.", []),
]


def lines():
    return "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in DOCUMENTS)


def annotations(analyst=None):
    """(article, analyst, label, start, end, words, parts, attributes, note) of each, in code points."""
    for told in DOCUMENTS:
        for s in told["spans"]:
            if analyst in (None, s["analyst"]):
                parts = tuple(map(tuple, s["spans"]))
                yield told["id"], s["analyst"], s["label"], s["start"], s["end"], s["text"], parts, s["attributes"], s["note"]
