//! A workbook with the same tables, one a sheet.
//!
//! Words are in cells of text, which no spreadsheet takes for a formula, a date or an address; offsets and counts are
//! numbers. A cell holds 32,767 units of UTF-16: a longer text is cut there and ends with `…`.

use std::borrow::Cow;
use std::io;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::common::Tally;
use super::tables::Which;
use super::{About, Dataset, Shape, Sink, Unit, Writer};

/// A workbook.
pub(super) struct Xlsx;

/// Units of UTF-16 that a cell holds.
const LONGEST: usize = 32_767;
/// Rows that a sheet holds, with the one of names.
const MOST: usize = 1_048_576;

impl Writer for Xlsx {
    fn about(&self) -> About {
        About {
            name: "xlsx",
            title: "Workbook (XLSX)",
            shape: Shape::File("xlsx"),
            statements: true,
            units: &[Unit::CodePoint, Unit::Utf8, Unit::Utf16],
            carries: "The tables as sheets of one workbook, words as text and never as formulas; a cell holds 32,767 characters. Read by \
                      spreadsheets, openpyxl and pandas.",
        }
    }

    fn refuses(&self, dataset: &Dataset<'_>) -> Option<String> {
        let mut parts = 0;
        for document in dataset.documents() {
            parts += document.items().iter().map(|item| item.annotation.spans.len()).sum::<usize>();
        }
        (parts >= MOST).then(|| {
            format!(
                "A sheet holds {MOST} rows, and there are {parts} parts of annotations. Take fewer articles with --article, or tables or parquet"
            )
        })
    }

    fn losses(&self, dataset: &Dataset<'_>) -> Vec<String> {
        let (mut cut, mut changed) = (0, 0);
        for which in Which::all(dataset) {
            let counted = which.rows(dataset, &mut |row| {
                for cell in row {
                    cut += usize::from(cell.len() > LONGEST && cell.encode_utf16().count() > LONGEST);
                    changed += usize::from(cell.contains(forbidden));
                }
                Ok(())
            });
            debug_assert!(counted.is_ok());
        }
        let mut losses = Vec::new();
        Tally::tell(
            &mut losses,
            cut,
            "cell",
            "with more than 32,767 characters, which is all a spreadsheet's cell holds: cut, and ending with “…”. Tables and \
             Parquet hold all of it.",
        );
        Tally::tell(
            &mut losses,
            changed,
            "cell",
            "with control characters or carriage returns: these are left out or replaced by “\u{fffd}”.",
        );
        losses
    }

    fn write(&self, dataset: &Dataset<'_>, sink: &mut dyn Sink) -> io::Result<()> {
        let bytes = workbook(dataset)?;
        sink.file("", &mut |out| out.write_all(&bytes))
    }
}

fn workbook(dataset: &Dataset<'_>) -> io::Result<Vec<u8>> {
    let mut book = Workbook::new();
    // The same dataset gives the same bytes, so the file says nothing of when it was made.
    let day = ExcelDateTime::from_ymd(2000, 1, 1).map_err(told)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let bold = Format::new().set_bold();
    for which in Which::all(dataset) {
        let columns = which.columns(dataset);
        let sheet = book.add_worksheet();
        sheet.set_name(which.name()).map_err(told)?;
        sheet.set_freeze_panes(1, 0).map_err(told)?;
        for (at, column) in columns.iter().enumerate() {
            sheet.write_string_with_format(0, place(at)?, fit(&column.name), &bold).map_err(told)?;
        }
        let mut row = 0_u32;
        which.rows(dataset, &mut |cells| {
            row += 1;
            for (at, (cell, column)) in cells.iter().zip(&columns).enumerate() {
                match cell.parse::<f64>() {
                    Ok(number) if column.number => sheet.write_number(row, place(at)?, number).map_err(told)?,
                    _ if cell.is_empty() => continue,
                    _ => sheet.write_string(row, place(at)?, fit(cell)).map_err(told)?,
                };
            }
            Ok(())
        })?;
    }
    book.save_to_buffer().map_err(told)
}

fn place(column: usize) -> io::Result<u16> {
    u16::try_from(column).map_err(|_| io::Error::other("a sheet has no room for so many attributes"))
}

fn told(error: XlsxError) -> io::Error {
    io::Error::other(error.to_string())
}

/// What no cell may hold: XML has no such characters, or makes others of them.
fn forbidden(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n') || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// The words as far as a cell holds them.
fn fit(words: &str) -> Cow<'_, str> {
    let mut told = Cow::Borrowed(words);
    if words.contains(forbidden) {
        let lines = words.replace("\r\n", "\n").replace('\r', "\n");
        told = lines.chars().map(|c| if forbidden(c) { '\u{fffd}' } else { c }).collect::<String>().into();
    }
    if told.len() <= LONGEST || told.encode_utf16().count() <= LONGEST {
        return told;
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units < LONGEST
    };
    let mut cut: String = told.chars().take_while(fits).collect();
    cut.push('…');
    cut.into()
}
