"""What Python's tools make of the sentences of the scale bench: time, and planted pairs found.

Outside the build:

    pip install scikit-learn datasketch
    cargo bench --bench scale -- write sentences.tsv 10000
    python benches/peer.py sentences.tsv

A pair counts as found if the two sentences are said to be near each other; `found` is planted pairs found of all planted
pairs, `right` is planted pairs found of all pairs found. Compare with the time and the pairs of
`cargo bench --bench scale -- 10000` on the same machine.
"""

import re
import sys
import time
from collections import defaultdict


def report(name, seconds, pairs, groups, planted):
    right = sum(1 for a, b in pairs if groups[a] and groups[a] == groups[b])
    print(f"{name}: {seconds:.2f} s, found {right / max(planted, 1):.3f}, right {right / max(len(pairs), 1):.3f}")


def tfidf(texts):
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.neighbors import NearestNeighbors

    vectors = TfidfVectorizer(sublinear_tf=True).fit_transform(texts)
    near = NearestNeighbors(n_neighbors=6, metric="cosine", n_jobs=2).fit(vectors)
    distances, others = near.kneighbors(vectors)
    found = set()
    for at, (row, far) in enumerate(zip(others, distances)):
        found.update((min(at, int(b)), max(at, int(b))) for b, d in zip(row, far) if b != at and d <= 0.68)
    return found


def minhash(texts):
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.3, num_perm=128)
    found = set()
    for at, text in enumerate(texts):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([word.encode() for word in set(re.findall(r"\w+", text.lower()))])
        found.update((other, at) for other in index.query(sketch))
        index.insert(at, sketch)
    return found


def main():
    groups, texts = [], []
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            group, text = line.rstrip("\n").split("\t")
            groups.append(int(group))
            texts.append(text)
    sizes = defaultdict(int)
    for group in groups:
        sizes[group] += group > 0
    planted = sum(n * (n - 1) // 2 for n in sizes.values())
    for name, tool in [("TF-IDF, nearest neighbours", tfidf), ("MinHash LSH", minhash)]:
        start = time.perf_counter()
        pairs = tool(texts)
        report(name, time.perf_counter() - start, pairs, groups, planted)


if __name__ == "__main__":
    main()
