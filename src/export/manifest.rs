//! What a dataset was made of and how, beside the dataset.

use std::io::{self, Write};

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{Dataset, Format, Sink};

/// Passes files on and remembers their names, sizes and hashes.
pub(super) struct Witness<'a> {
    sink: &'a mut dyn Sink,
    files: Vec<(String, u64, String)>,
}

impl<'a> Witness<'a> {
    pub(super) fn new(sink: &'a mut dyn Sink) -> Self {
        Self { sink, files: Vec::new() }
    }

    pub(super) fn finish(self) -> Vec<(String, u64, String)> {
        self.files
    }
}

impl Sink for Witness<'_> {
    fn file(&mut self, name: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let mut seen = (0, Sha256::new());
        self.sink.file(name, &mut |out| {
            let mut hashing = Hashing { out, size: 0, hash: Sha256::new() };
            fill(&mut hashing)?;
            seen = (hashing.size, hashing.hash);
            Ok(())
        })?;
        self.files.push((name.to_owned(), seen.0, hex(&seen.1.finalize())));
        Ok(())
    }
}

struct Hashing<'a> {
    out: &'a mut dyn Write,
    size: u64,
    hash: Sha256,
}

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or_default());
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// The manifest of a dataset as JSON.
pub(super) fn manifest(format: Format, dataset: &Dataset<'_>, files: &[(String, u64, String)]) -> Vec<u8> {
    let options = dataset.options();
    let articles: Vec<Value> = dataset
        .documents()
        .map(|document| {
            let article = document.article;
            json!({
                "id": article.id.as_str(),
                "outlet": article.outlet(),
                "sha256": article.sha256,
                "code_points": document.points(article.text.len()),
                "annotations": document.items().len(),
            })
        })
        .collect();
    let told = json!({
        "program": "Pressmark",
        "version": env!("CARGO_PKG_VERSION"),
        "format": format.about().name,
        "project": dataset.project().title(),
        "options": {
            "offsets": options.offsets.as_str(),
            "text": options.text,
            "statements": options.statements,
            "articles": options.articles,
            "analysts": options.analysts,
            "codes": options.codes,
        },
        "lost": format.losses(dataset),
        "files": files.iter().map(|(name, size, hash)| json!({"name": name, "bytes": size, "sha256": hash})).collect::<Vec<_>>(),
        "articles": articles,
    });
    let mut bytes = serde_json::to_vec_pretty(&told).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
