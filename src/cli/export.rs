//! `pressmark export`

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::bail;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::{output, session, tell};
use crate::consensus::Engine;
use crate::export::{Dataset, Format, Options, Shape, Unit};
use crate::model::Project;

/// What `export` is told.
#[derive(Debug, Args)]
#[command(after_help = "Offsets are code points; the table of annotations has UTF-8 bytes and UTF-16 units beside \
    them. The words of an annotation are those from its first start to its last end; the list of spans tells the parts \
    of one that is broken. With pressmark add the articles, annotations and analysts of \
    JSON Lines come in again as they went out, unless --analyst makes all annotations those of one.\n\n\
    Cells of the CSV hold the exact words, also where these begin with = + - or @, which a spreadsheet may take for a \
    formula: import the columns as text there. With pandas, read_csv(..., keep_default_na=False) keeps words such as \
    NA and empty cells as they are.")]
pub struct Arguments {
    /// The project.
    project: PathBuf,
    /// The format; `pressmark formats` lists them.
    #[arg(long = "as", value_name = "FORMAT", value_parser = formats())]
    format: Format,
    /// The file or folder to write, - for standard output; replaced when all of it is written. What it was made of goes into
    /// manifest.json in the folder, or beside the file under its name with .manifest.json.
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
    /// Only the annotations of this analyst; may be given several times.
    #[arg(long, value_name = "NAME")]
    analyst: Vec<String>,
    /// Only annotations with this code; may be given several times.
    #[arg(long, value_name = "NAME")]
    code: Vec<String>,
    /// Only this article; may be given several times.
    #[arg(long, value_name = "ID")]
    article: Vec<String>,
    /// What offsets count, where the format leaves it open.
    #[arg(long, value_name = "UNIT", value_parser = ["codepoint", "utf8", "utf16"])]
    offsets: Option<String>,
    /// Leave out the articles' texts and the annotations' words; hashes and lengths stay.
    #[arg(long)]
    no_text: bool,
    /// Leave out statements.
    #[arg(long)]
    no_statements: bool,
}

fn formats() -> impl TypedValueParser<Value = Format> {
    let names = Format::all().map(|format| PossibleValue::new(format.about().name).help(format.about().title));
    PossibleValuesParser::new(names).try_map(|name| Format::named(&name).ok_or("there is no such format"))
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let opened = session::look(&arguments.project)?;
    let options = options(arguments, &opened.project)?;
    let about = arguments.format.about();
    let consensus =
        if about.statements && options.statements { Engine::new().sync(&opened.project) } else { Arc::default() };
    let dataset = Dataset::new(&opened.project, &consensus, &options);
    if let Some(why) = arguments.format.refuses(&dataset) {
        bail!(why);
    }
    for loss in arguments.format.losses(&dataset) {
        tell(&loss);
    }
    let standard = arguments.out.as_os_str() == "-";
    match about.shape {
        Shape::File(_) if standard => {
            output::write(None, &opened.folder, |out| crate::export::write_file(arguments.format, &dataset, out))
        }
        Shape::Folder if standard => {
            bail!("{} is a folder of files and cannot go to standard output. Name a folder with --out", about.title)
        }
        shape => {
            output::dataset(&arguments.out, &opened.folder, shape, &mut |sink| arguments.format.write(&dataset, sink))
        }
    }
}

/// What is wanted, by names that the project knows.
fn options(arguments: &Arguments, project: &Project) -> anyhow::Result<Options> {
    let mut options = Options::of(arguments.format);
    let about = arguments.format.about();
    if let Some(unit) = arguments.offsets.as_deref().and_then(Unit::named) {
        if !about.units.contains(&unit) {
            let can: Vec<&str> = about.units.iter().map(|u| u.as_str()).collect();
            bail!("{} tells offsets as {} only. Leave --offsets out", about.title, can.join(" or "));
        }
        options.offsets = unit;
    }
    options.text = !arguments.no_text;
    options.statements = !arguments.no_statements;
    for name in &arguments.analyst {
        let Some(analyst) = project.analysts().find(|a| a.id.as_str() == name || a.name == *name) else {
            bail!("The project has no analyst “{name}”. pressmark list shows who there is");
        };
        options.analysts.get_or_insert_with(BTreeSet::new).insert(analyst.id.clone());
    }
    for name in &arguments.code {
        let Some(code) = project.codebook().code_by_label(name) else {
            bail!("The codebook has no code “{name}”. pressmark list shows which there are");
        };
        options.codes.get_or_insert_with(BTreeSet::new).insert(code.id.clone());
    }
    for name in &arguments.article {
        let Some(article) = project.articles().find(|a| a.id.as_str() == name) else {
            bail!("The project has no article “{name}”. pressmark list shows which there are");
        };
        options.articles.get_or_insert_with(BTreeSet::new).insert(article.id.clone());
    }
    Ok(options)
}
