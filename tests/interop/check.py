"""Exports one rich project with the program and reads it with programs that others have written: every annotation must be
at its place. Then the same checks are given damaged files, and each must notice.

usage: check.py PROGRAM"""

import copy
import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1")
os.environ["HF_HOME"] = tempfile.mkdtemp()

import duckdb
import openpyxl
import pandas
import pyarrow.parquet
import spacy
import datasets
from label_studio_sdk.label_interface import LabelInterface
from pybrat.parser import BratParser
from spacy.tokens import DocBin

import rich

TEXTS = {told["id"]: told["text"] for told in rich.DOCUMENTS}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def same(found, wanted):
    """Compares as multisets; an annotation that is missing, moved or there twice is an error."""
    found, wanted = sorted(map(repr, found)), sorted(map(repr, wanted))
    assert found == wanted, f"only found: {set(found) - set(wanted)}\nonly wanted: {set(wanted) - set(found)}"
    assert wanted, "nothing was compared"


def parts(analyst=None):
    for article, who, label, _, _, _, pieces, *_ in rich.annotations(analyst):
        for start, end in pieces:
            yield article, who, label, start, end, TEXTS[article][start:end]


def hulls():
    return [(a, who, label, start, end, words) for a, who, label, start, end, words, *_ in rich.annotations()]


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def check_spacy(path):
    nlp, found, strict = spacy.blank("xx"), [], 0
    for line in lines(path):
        doc = nlp.make_doc(line["text"])
        assert doc.text == line["text"] == TEXTS[line["meta"]["id"]]
        for s in line["spans"]:
            strict += doc.char_span(s["start"], s["end"], label=s["label"]) is not None
            wide = doc.char_span(s["start"], s["end"], alignment_mode="expand")
            assert wide is not None and s["text"] in wide.text
            found.append((line["meta"]["id"], line["_annotator_id"], s["label"], s["start"], s["end"], doc.text[s["start"] : s["end"]]))
            assert found[-1][-1] == s["text"]
    same(found, parts())
    assert strict >= 8, strict


def check_prodigy(path):
    check_spacy(path)
    for line in lines(path):
        tokens = line["tokens"]
        assert all(line["text"][t["start"] : t["end"]] == t["text"] and t["id"] == i for i, t in enumerate(tokens))
        for s in line["spans"]:
            assert tokens[s["token_start"]]["start"] == s["start"] and tokens[s["token_end"]]["end"] == s["end"]


def check_rows(rows):
    found = []
    for row in rows:
        text = TEXTS[row["article"]]
        start, end = int(row["start"]), int(row["end"])
        assert text[start:end] == row["text"], row
        found.append((row["article"], row["analyst"], row["code"], start, end, row["text"]))
    same(found, hulls())


def check_csv(path, separator=","):
    check_rows(pandas.read_csv(path, sep=separator, keep_default_na=False).to_dict("records"))
    with open(path, encoding="utf-8", newline="") as file:
        check_rows(csv.DictReader(file, delimiter=separator))


def check_tables(folder):
    check_csv(folder / "annotations.csv")
    table = duckdb.sql(f"select * from read_csv('{folder}/annotations.csv', header=true, all_varchar=true, nullstr='\x01')")
    check_rows([dict(zip(table.columns, row)) for row in table.fetchall()])
    documents = pandas.read_csv(folder / "documents.csv", keep_default_na=False)
    assert dict(zip(documents.article, documents.text)) == TEXTS
    pieces = pandas.read_csv(folder / "parts.csv", keep_default_na=False).to_dict("records")
    same([(p["article"], p["start"], p["end"], p["text"]) for p in pieces], [(a, s, e, w) for a, _, _, s, e, w in parts()])
    members = pandas.read_csv(folder / "members.csv", keep_default_na=False)
    statements = pandas.read_csv(folder / "statements.csv", keep_default_na=False)
    annotations = pandas.read_csv(folder / "annotations.csv", keep_default_na=False)
    assert len(members) and set(members.statement) == set(statements.statement)
    assert set(members.annotation) <= set(annotations.annotation)


def check_guarded(folder):
    for path in folder.glob("*.csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with open(path, encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith(FORMULA)]
    documents = pandas.read_csv(folder / "documents.csv", keep_default_na=False, encoding="utf-8-sig")
    assert all(title.startswith("'=1+1") for title in documents.title)


def check_xlsx(path):
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2" and all(cell.data_type in "sn" for row in sheet for cell in row)
    rows = iter(book["annotations"].iter_rows(values_only=True))
    header = next(rows)
    check_rows([dict(zip(header, row)) for row in rows])
    check_rows(pandas.read_excel(path, sheet_name="annotations", keep_default_na=False).to_dict("records"))


def check_documents(rows):
    found = []
    for row in rows:
        text = row["text"]
        assert text == TEXTS[row["id"]]
        for s in row["spans"]:
            assert s["text"] == text[s["start"] : s["end"]]
            pieces = tuple((p["start"], p["end"]) for p in s["parts"])
            told = {key: value for key, value in s["attributes"].items() if value}
            found.append((row["id"], s["analyst"], s["label"], s["start"], s["end"], s["text"], pieces, dict(sorted(told.items())), s["note"]))
    same(found, [(*told[:7], dict(sorted(told[7].items())), told[8]) for told in rich.annotations()])


def check_parquet(folder):
    path = folder / "data" / "train-00000-of-00001.parquet"
    check_documents(pyarrow.parquet.read_table(path).to_pylist())
    check_documents(pandas.read_parquet(path).to_dict("records"))
    cache = tempfile.mkdtemp()
    check_documents(datasets.load_dataset(str(folder), split="train", cache_dir=cache).to_list())
    statements = datasets.load_dataset(str(folder), "statements", split="train", cache_dir=cache)
    assert statements.num_rows and all(row["members"] for row in statements)
    count = duckdb.sql(f"select count(*) from (select unnest(spans) from '{path}')").fetchall()[0][0]
    assert count == len(hulls())


def fragments(text, start, end):
    at = start
    for piece in text[start:end].split("\n"):
        left, right = len(piece) - len(piece.lstrip()), len(piece) - len(piece.rstrip())
        if piece.strip():
            yield at + left, at + len(piece) - right
        at += len(piece) + 1


def check_brat(folder):
    wanted, found = [], []
    for article, who, label, _, _, _, pieces, *_ in rich.annotations():
        all_of_it = [f for s, e in pieces for f in fragments(TEXTS[article], s, e)]
        wanted.append((article, who, label, tuple(all_of_it)))
    for path in folder.glob("*/*.ann"):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        article = next(name for name, known in TEXTS.items() if known == text)
        declared = (path.parent / "annotation.conf").read_text("utf-8").split("\n")
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("T"):
                _, middle, words = line.split("\t", 2)
                kind, places = middle.split(" ", 1)
                spans = tuple(tuple(map(int, place.split(" "))) for place in places.split(";"))
                assert words == " ".join(text[s:e] for s, e in spans), line
                assert kind in declared
                found.append((article, path.parent.name, kind, spans))
    same(found, wanted)
    for who in ("ana", "bo"):
        # pybrat takes two codes on the same words, as bo has them, for a fault.
        examples = list(BratParser(error="raise" if who == "ana" else "ignore").parse(folder / who))
        assert sorted(example.text for example in examples) == sorted(TEXTS.values())


def check_labelstudio(folder):
    config = LabelInterface((folder / "config.xml").read_text("utf-8"))
    config.validate()
    found = []
    for task in json.loads((folder / "tasks.json").read_text("utf-8")):
        data = task["data"]
        assert config.validate_task({"data": data}) and data["text"] == TEXTS[data["article"]]
        assert len(task["annotations"]) == len(data["analysts"])
        for who, annotation in zip(data["analysts"], task["annotations"]):
            errors = config._validate_object(annotation, return_errors=True)
            assert not errors, errors
            for result in annotation["result"]:
                if result["type"] == "labels":
                    value = result["value"]
                    words = data["text"][value["start"] : value["end"]]
                    assert words == value["text"]
                    found.append((data["article"], who, value["labels"][0], value["start"], value["end"], words))
    same(found, parts())


def check_doccano(folder, unit):
    found = []
    for who in ("ana", "bo"):
        for line in lines(folder / f"{who}.jsonl"):
            article, units = line["article"], line["text"].encode("utf-16-le")
            for start, end, label in line["label"]:
                if unit == "utf16":
                    words = units[2 * start : 2 * end].decode("utf-16-le")
                    start = len(units[: 2 * start].decode("utf-16-le"))
                    end = start + len(words)
                found.append((article, who, label, start, end, line["text"][start:end]))
    same(found, parts())


def check_conll(folder):
    for who in ("ana", "bo"):
        out = tempfile.mkdtemp()
        command = [sys.executable, "-m", "spacy", "convert", str(folder / f"{who}.conll"), out, "-c", "ner", "-l", "xx"]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        docs = DocBin().from_disk(f"{out}/{who}.spacy").get_docs(spacy.blank("xx").vocab)
        runs = sum(len(doc.ents) for doc in docs)
        with open(folder / f"{who}.tokens.csv", encoding="utf-8", newline="") as file:
            tokens = list(csv.DictReader(file))
        found, open_run = [], None
        for token in tokens:
            text = TEXTS[token["article"]]
            assert text[int(token["start"]) : int(token["end"])] == token["token"]
            if token["tag"].startswith("B-"):
                open_run = [token["article"], who, token["tag"][2:].lower(), int(token["start"]), 0]
                found.append(open_run)
            if token["tag"] != "O":
                open_run[4] = int(token["end"])
        with open(folder / f"{who}.dropped.csv", encoding="utf-8", newline="") as file:
            dropped = [(d["article"], who, d["code"], int(d["start"]), int(d["end"])) for d in csv.DictReader(file)]
        assert runs == len(found)
        same([tuple(run) for run in found] + dropped, [told[:5] for told in parts(who)])


def jsonl(path, change):
    """Writes lines anew after a change to the first span that there is."""
    all_lines = lines(path)
    change(next(line for line in all_lines if line.get("spans") or line.get("label")))
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in all_lines), "utf-8")


def moved(line):
    line["spans"][0]["start"] += 1


def moved_label(line):
    line["label"][0][0] += 1


def replaced(name, old, new):
    def damage(path):
        path = path / name if name else path
        told = path.read_bytes()
        assert old in told, f"{old} is not in {path}"
        path.write_bytes(told.replace(old, new, 1))

    return damage


def cell(path):
    book = openpyxl.load_workbook(path)
    book["annotations"]["G2"] = 3
    book.save(path)


def row(folder):
    path = folder / "data" / "train-00000-of-00001.parquet"
    table = pyarrow.parquet.read_table(path).to_pylist()
    told = next(row for row in table if row["spans"])
    told["spans"][0]["start"] += 1
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(table), path)


def task(folder):
    tasks = json.loads((folder / "tasks.json").read_text("utf-8"))
    told = next(a for t in tasks for a in t["annotations"] if a["result"])
    told["result"][0]["value"]["end"] += 1
    (folder / "tasks.json").write_text(json.dumps(tasks), "utf-8")


CASES = [
    ("spacy", [], check_spacy, lambda path: jsonl(path, moved)),
    ("prodigy", [], check_prodigy, lambda path: jsonl(path, moved)),
    ("csv", [], check_csv, replaced("", "“pure_fantasy".encode(), "“pure_fantasi".encode())),
    ("tsv", [], lambda path: check_csv(path, "\t"), replaced("", "“pure_fantasy".encode(), "“pure_fantasi".encode())),
    ("tables", [], check_tables, replaced("parts.csv", b",0,two,0,", b",0,two,1,")),
    ("tables-guarded", [], check_guarded, replaced("documents.csv", b"'=1+1", b"=1+1")),
    ("xlsx", [], check_xlsx, cell),
    ("parquet", [], check_parquet, row),
    ("brat", [], check_brat, replaced("ana/two.ann", b"claim 0 ", b"claim 1 ")),
    ("labelstudio", [], check_labelstudio, task),
    ("doccano", ["--offsets", "utf16"], lambda p: check_doccano(p, "utf16"), lambda p: jsonl(p / "ana.jsonl", moved_label)),
    ("doccano", ["--offsets", "codepoint"], lambda p: check_doccano(p, "codepoint"), lambda p: jsonl(p / "ana.jsonl", moved_label)),
    ("conll", [], check_conll, replaced("ana.conll", b"NA -X- _ B-CLAIM", b"NA -X- _ O")),
]


def contents(path):
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    return [(str(p.relative_to(path)), p.read_bytes()) for p in files]


def main():
    program, folder = str(Path(sys.argv[1]).resolve()), Path(tempfile.mkdtemp())
    environment = {**os.environ, "USER": "tester", "PRESSMARK_CONFIG": str(folder / "config")}

    def run(*arguments, code=0):
        done = subprocess.run([program, *map(str, arguments)], cwd=folder, env=environment, capture_output=True, text=True)
        assert done.returncode == code, f"{arguments}: {done.stdout}{done.stderr}"
        return done.stderr

    (folder / "rich.jsonl").write_text(rich.lines(), "utf-8")
    run("new", "rich", "--title", "Rich: a \"project\"")
    run("add", "rich", "rich.jsonl", "--as", "jsonl")
    failed = 0
    for number, (name, options, check, damage) in enumerate(CASES):
        try:
            ending = ".xlsx" if name == "xlsx" else ""
            first, second = folder / f"{number}-first{ending}", folder / f"{number}-second{ending}"
            for out in (first, second):
                said = run("export", "rich", "--as", name, "--out", out, *options)
            assert contents(first) == contents(second), "two exports of one project differ"
            if name in ("conll", "labelstudio"):
                assert "annotation" in said, "what is lost is not told"
            check(first)
            damage(second)
            try:
                check(second)
            except Exception:
                pass
            else:
                raise AssertionError("a damaged export passed the check")
            print(f"{name} {' '.join(options)}: right, and damage is noticed")
        except Exception as error:
            failed += 1
            print(f"{name} {' '.join(options)}: WRONG: {type(error).__name__}: {error}", file=sys.stderr)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
