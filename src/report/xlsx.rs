//! Tables as a workbook: a sheet each, with a fixed header, filters, wrapped text, and set up for printing.

use std::borrow::Cow;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::escape::visible;
use super::results::Results;
use super::tables::{self, Table};
use crate::diagnostic::Language;

/// The most characters that a cell can hold.
const LONGEST: usize = 32_767;

pub(super) fn render(results: &Results, language: Language) -> Vec<u8> {
    // Writing to memory cannot fail, names of sheets are ours, and cells are cut to what one can hold.
    workbook(results, language).unwrap_or_default()
}

fn workbook(results: &Results, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(results, language)?);
    let looks = Looks::new();
    for table in tables::whole(results, language) {
        sheet(book.add_worksheet(), &table, &looks, language)?;
    }
    book.save_to_buffer()
}

/// What the file says about itself; its date is the day of the check, so that no clock is in it.
fn properties(results: &Results, language: Language) -> Result<DocProperties, XlsxError> {
    let day = results.as_of.as_deref().unwrap_or("2000-01-01");
    let created = ExcelDateTime::parse_from_str(day)?;
    let title = language.of(["What software does with personal data", "软件对个人信息的处理"]);
    let author = format!("{} {}", results.tool.name, results.tool.version);
    Ok(DocProperties::new().set_title(title).set_author(author).set_creation_datetime(&created))
}

/// How cells look.
struct Looks {
    header: Format,
    cell: Format,
    note: Format,
    title: Format,
}

impl Looks {
    fn new() -> Self {
        let base = || Format::new().set_align(FormatAlign::Top).set_text_wrap();
        Self {
            header: base()
                .set_bold()
                .set_background_color(0x00DD_E6F0)
                .set_border(FormatBorder::Thin)
                .set_border_color(0x00AA_B4C0),
            cell: base().set_border(FormatBorder::Thin).set_border_color(0x00D5_DAE1),
            note: Format::new().set_italic().set_font_color(0x0056_6070),
            title: Format::new().set_bold().set_font_size(14),
        }
    }
}

/// The row of the header: title and note stand above it.
const HEADER: u32 = 2;

fn sheet(sheet: &mut Worksheet, table: &Table, looks: &Looks, language: Language) -> Result<(), XlsxError> {
    sheet.set_name(&table.name)?;
    sheet.write_string_with_format(0, 0, text(&table.title), &looks.title)?;
    sheet.write_string_with_format(1, 0, text(&table.note), &looks.note)?;
    let widths = fitted((0..table.columns.len()).map(|column| width(table, column)).collect());
    for ((column, title), width) in (0..).zip(&table.columns).zip(&widths) {
        sheet.write_string_with_format(HEADER, column, text(title), &looks.header)?;
        sheet.set_column_width(column, *width as f64)?;
    }
    sheet.set_row_height(HEADER, height(&widths, &table.columns))?;
    for (row, cells) in (HEADER + 1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            write(sheet, row, column, cell, looks)?;
        }
        sheet.set_row_height(row, height(&widths, cells))?;
    }
    let last = HEADER + u32::try_from(table.rows.len()).unwrap_or_default();
    let columns = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or_default();
    sheet.autofilter(HEADER, 0, last, columns)?;
    sheet.set_freeze_panes(HEADER + 1, 1)?;
    print_set_up(sheet, table, language)
}

/// A4 across, as wide as the paper, with the header on each page.
fn print_set_up(sheet: &mut Worksheet, table: &Table, language: Language) -> Result<(), XlsxError> {
    let page = language.of(["&P of &N", "第 &P 页，共 &N 页"]);
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    sheet.set_header(format!("&L{}", table.title.replace('&', "&&"))).set_footer(format!("&R{page}"));
    sheet.set_repeat_rows(HEADER, HEADER)?;
    Ok(())
}

/// A number stands as a number, so that it can be summed; everything else is text whatever it begins with.
fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &str, looks: &Looks) -> Result<(), XlsxError> {
    match number(cell) {
        Some(number) => sheet.write_number_with_format(row, column, number, &looks.cell)?,
        None => sheet.write_string_with_format(row, column, text(cell), &looks.cell)?,
    };
    Ok(())
}

fn number(cell: &str) -> Option<u32> {
    let plain = cell == "0" || !cell.starts_with('0');
    let digits = cell.len() <= 9 && cell.bytes().all(|byte| byte.is_ascii_digit());
    cell.parse().ok().filter(|_| plain && digits)
}

/// Text that a cell can hold, with nothing in it that would turn a line round.
fn text(cell: &str) -> String {
    let lines: Vec<Cow<str>> = cell.lines().map(visible).collect();
    let text = lines.join("\n");
    if text.chars().count() <= LONGEST { text } else { text.chars().take(LONGEST - 1).chain(['…']).collect() }
}

/// The narrowest and the widest column, in characters.
const WIDTHS: (usize, usize) = (9, 52);

/// How wide all columns are together at most, in characters: more would be too small to read on paper.
const PAPER: usize = 200;

/// Makes columns that are together too wide narrower, the widest most.
fn fitted(widths: Vec<usize>) -> Vec<usize> {
    let (least, _) = WIDTHS;
    let all: usize = widths.iter().sum();
    let floor = least * widths.len();
    if all <= PAPER || all <= floor {
        return widths;
    }
    let spare = PAPER.saturating_sub(floor);
    widths.into_iter().map(|width| least + (width.saturating_sub(least)) * spare / (all - floor)).collect()
}

/// As wide as most of its cells need.
fn width(table: &Table, column: usize) -> usize {
    let longest = |cell: &str| cell.lines().map(UnicodeWidthStr::width).max().unwrap_or_default();
    let mut widths: Vec<usize> =
        table.rows.iter().filter_map(|row| row.get(column)).map(|cell| longest(cell)).collect();
    widths.sort_unstable();
    let most = widths.get(widths.len() * 9 / 10).copied().unwrap_or_default();
    let title = table.columns.get(column).map(|title| longest(title)).unwrap_or_default();
    let (least, widest) = WIDTHS;
    most.max(title + 3).clamp(least, widest) + 2
}

/// As high as its fullest cell needs: not every program works it out by itself.
fn height(widths: &[usize], cells: &[String]) -> f64 {
    let rows = |(cell, width): (&String, &usize)| {
        let room = (*width).max(1);
        cell.lines().map(|line| line.width().div_ceil(room).max(1)).sum::<usize>()
    };
    let lines = cells.iter().zip(widths).map(rows).max().unwrap_or(1);
    (lines.clamp(1, 26) * 15) as f64
}
