//! Reading Rust sources just well enough: what is code, what is in strings, and which paths are named where.

/// A source file without its comments and test modules; every line keeps its number.
pub struct Source {
    /// From the package's folder on, such as `src/model/edit.rs`.
    pub path: String,
    /// The code, string and character literals emptied.
    pub code: String,
    /// The same with literals.
    pub with_strings: String,
    /// Lines of the file as it is, comments included.
    pub lines: usize,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        let (code, with_strings) = strip(text);
        let (mut code, mut with_strings): (Vec<char>, Vec<char>) = (code, with_strings);
        for range in test_modules(&code) {
            for at in range {
                for text in [&mut code, &mut with_strings] {
                    if text[at] != '\n' {
                        text[at] = ' ';
                    }
                }
            }
        }
        Self {
            path: path.to_owned(),
            code: code.into_iter().collect(),
            with_strings: with_strings.into_iter().collect(),
            lines: text.lines().count(),
        }
    }

    /// The folder or file directly under `src`: `model`, `main.rs`.
    pub fn room(&self) -> &str {
        self.path.strip_prefix("src/").and_then(|p| p.split('/').next()).unwrap_or_default()
    }

    /// How many modules deep the file is: 0 for `src/lib.rs`, 1 for `src/model/mod.rs`, 2 for `src/model/edit.rs`.
    fn depth(&self) -> usize {
        let folders = self.path.matches('/').count() - 1;
        let root = ["src/lib.rs", "src/main.rs"].contains(&self.path.as_str());
        if root || self.path.ends_with("/mod.rs") { folders } else { folders + 1 }
    }

    /// Every path that the code names, with its line; a group in braces is taken apart: `std::{fs, io::Read}` gives
    /// `std::fs` and `std::io::Read`. Paths to the crate's root begin with `crate`, however they were written.
    pub fn paths(&self) -> Vec<(usize, String)> {
        let tokens = tokens(&self.code);
        let (mut found, mut at) = (Vec::new(), 0);
        while at < tokens.len() {
            if tokens[at].1.starts_with(is_word) {
                at = path(&tokens, at, "", &mut found);
            } else {
                at += 1;
            }
        }
        let to_root = "super::".repeat(self.depth());
        for (_, path) in &mut found {
            if let Some(rest) = path.strip_prefix("pressmark::") {
                *path = format!("crate::{rest}");
            } else if let Some(rest) = path.strip_prefix(to_root.as_str()).filter(|_| !to_root.is_empty()) {
                *path = format!("crate::{rest}");
            }
        }
        found
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Words and signs with their lines; `::` is one sign.
fn tokens(code: &str) -> Vec<(usize, String)> {
    let (mut tokens, mut line) = (Vec::<(usize, String)>::new(), 1);
    let mut open = false;
    for c in code.chars() {
        match tokens.last_mut() {
            Some((_, last)) if open && (is_word(c) && last.starts_with(is_word) || c == ':' && last == ":") => {
                last.push(c);
            }
            _ if !c.is_whitespace() => tokens.push((line, c.to_string())),
            _ => {}
        }
        open = !c.is_whitespace();
        line += usize::from(c == '\n');
    }
    tokens
}

/// Reads the path that begins at a word, notes it and all that its braces hold; returns the token behind.
fn path(tokens: &[(usize, String)], mut at: usize, before: &str, found: &mut Vec<(usize, String)>) -> usize {
    let sign = |at: usize| tokens.get(at).map_or("", |t| t.1.as_str());
    let line = tokens[at].0;
    let mut name = format!("{before}{}", tokens[at].1);
    at += 1;
    while sign(at) == "::" {
        if sign(at + 1).starts_with(is_word) {
            name = format!("{name}::{}", sign(at + 1));
            at += 2;
        } else if sign(at + 1) == "{" {
            at += 2;
            while at < tokens.len() && sign(at) != "}" {
                at = if sign(at).starts_with(is_word) { path(tokens, at, &format!("{name}::"), found) } else { at + 1 };
            }
            return at + 1;
        } else {
            break;
        }
    }
    found.push((line, name));
    at
}

/// Comments made blank, and the same with literals made blank too: (code, with strings).
fn strip(text: &str) -> (Vec<char>, Vec<char>) {
    let c: Vec<char> = text.chars().collect();
    let (mut code, mut kept) = (c.clone(), c.clone());
    let blank = |out: &mut Vec<char>, from: usize, to: usize| {
        for x in out.iter_mut().take(to).skip(from) {
            if *x != '\n' {
                *x = ' ';
            }
        }
    };
    let at = |i: usize| c.get(i).copied().unwrap_or('\0');
    let mut i = 0;
    while i < c.len() {
        let from = i;
        if at(i) == '/' && at(i + 1) == '/' {
            while i < c.len() && c[i] != '\n' {
                i += 1;
            }
            blank(&mut code, from, i);
            blank(&mut kept, from, i);
        } else if at(i) == '/' && at(i + 1) == '*' {
            let mut depth = 0;
            loop {
                match (at(i), at(i + 1)) {
                    ('/', '*') => (depth, i) = (depth + 1, i + 2),
                    ('*', '/') => (depth, i) = (depth - 1, i + 2),
                    _ => i += 1,
                }
                if depth == 0 || i >= c.len() {
                    break;
                }
            }
            blank(&mut code, from, i);
            blank(&mut kept, from, i);
        } else if let Some(hashes) = raw_string(&c, i) {
            i += c[i..].iter().position(|&x| x == '"').unwrap_or(0) + 1;
            while i < c.len() && !(c[i] == '"' && (1..=hashes).all(|h| at(i + h) == '#')) {
                i += 1;
            }
            i += 1 + hashes;
            blank(&mut code, from, i);
        } else if at(i) == '"' {
            i += 1;
            while i < c.len() && c[i] != '"' {
                i += if c[i] == '\\' { 2 } else { 1 };
            }
            i += 1;
            blank(&mut code, from + 1, i - 1);
        } else if at(i) == '\'' && (at(i + 1) == '\\' || at(i + 2) == '\'') {
            i += if at(i + 1) == '\\' { 3 } else { 2 };
            while i < c.len() && c[i] != '\'' {
                i += 1;
            }
            i += 1;
            blank(&mut code, from, i);
        } else {
            i += 1;
        }
    }
    (code, kept)
}

/// Whether a raw string begins here, and with how many `#`.
fn raw_string(c: &[char], i: usize) -> Option<usize> {
    if i > 0 && is_word(c[i - 1]) {
        return None;
    }
    let mut rest = c[i..].iter().copied().peekable();
    rest.next_if(|x| *x == 'b' || *x == 'c');
    rest.next_if_eq(&'r')?;
    let mut hashes = 0;
    while rest.next_if_eq(&'#').is_some() {
        hashes += 1;
    }
    (rest.next() == Some('"')).then_some(hashes)
}

/// Where items marked `#[cfg(test)]` stand.
fn test_modules(code: &[char]) -> Vec<std::ops::Range<usize>> {
    let mark: Vec<char> = "#[cfg(test)]".chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at + mark.len() <= code.len() {
        if code[at..at + mark.len()] != mark[..] {
            at += 1;
            continue;
        }
        let (from, mut depth) = (at, 0);
        at += mark.len();
        while at < code.len() {
            match code[at] {
                '{' => depth += 1,
                '}' if depth <= 1 => break,
                '}' => depth -= 1,
                ';' if depth == 0 => break,
                _ => {}
            }
            at += 1;
        }
        found.push(from..(at + 1).min(code.len()));
    }
    found
}
