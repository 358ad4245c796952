//! Tables: columns shared out by content, rows cut line by line when they are
//! long, headers drawn again on each page.

use std::rc::Rc;

use super::{
    Composer,
    text::{padded, written},
};
use crate::{
    clean::clean,
    colour::{LINE, TINT},
    strip::{Fill, Mark, Strip},
    structure::{NodeId, Role},
    style::{CELL, CELL_HEADER, LABEL, MARGIN, STRONG, Style, WIDTH},
};

const PAD_X: f32 = 7.0;
const PAD_Y: f32 = 4.5;
const LINE_WIDTH: f32 = 0.7;
/// The width of labels, the same in all tables of a page.
const LABELS: f32 = WIDTH * 0.36;
/// Headers higher than this are not drawn again.
const REPEATED_HEIGHT: f32 = 150.0;

/// A cell: its text, how it looks, what it is.
struct Cell {
    text: String,
    style: Style,
    role: Role,
}

impl Composer<'_> {
    pub fn pairs(&mut self, caption: &str, rows: &[(String, String)]) {
        if rows.is_empty() {
            return;
        }
        let row = |(label, value): &(String, String)| vec![cell(label, LABEL, Role::RowHeader), cell(value, CELL, Role::Cell)];
        let rows: Vec<Vec<Cell>> = rows.iter().map(row).collect();
        let table = self.captioned(caption);
        self.rows(table, &rows, &[LABELS, WIDTH - LABELS], None);
        self.room(12.0);
    }

    pub fn table(&mut self, caption: &str, headers: &[String], rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0).max(headers.len());
        if columns == 0 {
            return;
        }
        let header = completed(headers, columns, CELL_HEADER, &Role::ColumnHeader);
        let body: Vec<Vec<Cell>> = rows.iter().map(|row| completed(row, columns, CELL, &Role::Cell)).collect();
        let naturals = self.natural_widths(std::iter::once(&header).chain(&body));
        let widths = shared(&naturals, WIDTH);
        let table = self.captioned(caption);
        let repeat = self.header(table, &header, &widths);
        self.rows(table, &body, &widths, repeat);
        self.room(12.0);
    }

    /// A table and its caption.
    fn captioned(&mut self, caption: &str) -> NodeId {
        let table = self.structure.root(Role::Table);
        let caption = clean(caption);
        if !caption.is_empty() {
            let node = self.structure.child(table, Role::Caption);
            let mut strips = self.text(&caption, STRONG, MARGIN, WIDTH, node);
            strips.iter_mut().for_each(|strip| strip.keep = true);
            strips.push(Strip::gap(3.0, true));
            self.strips.extend(strips);
        }
        table
    }

    /// The header, and what is to be drawn again of it on the next pages.
    fn header(&mut self, table: NodeId, cells: &[Cell], widths: &[f32]) -> Option<Rc<[Strip]>> {
        let head = self.structure.child(table, Role::TableHead);
        let mut strips = self.row(head, cells, widths);
        for strip in &mut strips {
            let fill = Fill { x: MARGIN, y: 0.0, width: WIDTH, height: strip.height, colour: TINT };
            strip.marks.insert(0, Mark::Fill(fill));
            strip.keep = true;
        }
        let height: f32 = strips.iter().map(|strip| strip.height).sum();
        let repeat = (height <= REPEATED_HEIGHT).then(|| strips.iter().map(Strip::as_artifact).collect());
        self.strips.extend(strips);
        repeat
    }

    fn rows(&mut self, table: NodeId, rows: &[Vec<Cell>], widths: &[f32], repeat: Option<Rc<[Strip]>>) {
        if rows.is_empty() {
            return;
        }
        let body = self.structure.child(table, Role::TableBody);
        for cells in rows {
            for mut strip in self.row(body, cells, widths) {
                strip.repeat.clone_from(&repeat);
                self.strips.push(strip);
            }
        }
    }

    /// A row: one strip a line, across its cells, and a thin line below.
    fn row(&mut self, parent: NodeId, cells: &[Cell], widths: &[f32]) -> Vec<Strip> {
        let row = self.structure.child(parent, Role::Row);
        let mut strips: Vec<Strip> = Vec::new();
        let mut x = MARGIN;
        for (cell, width) in cells.iter().zip(widths) {
            let node = self.structure.child(row, cell.role.clone());
            for (index, line) in self.wrapped(&cell.text, cell.style, width - 2.0 * PAD_X).into_iter().enumerate() {
                if strips.len() == index {
                    strips.push(Strip { height: cell.style.leading, ..Strip::default() });
                }
                strips[index].marks.push(written(line, x + PAD_X, 0.0, cell.style, node));
            }
            x += width;
        }
        let mut strips = padded(strips, PAD_Y);
        if let Some(last) = strips.last_mut() {
            let line = Fill { x: MARGIN, y: last.height, width: WIDTH, height: LINE_WIDTH, colour: LINE };
            last.marks.push(Mark::Fill(line));
            last.height += LINE_WIDTH;
        }
        strips
    }

    /// The width each column would like.
    fn natural_widths<'c>(&self, rows: impl IntoIterator<Item = &'c Vec<Cell>>) -> Vec<f32> {
        let mut widths: Vec<f32> = Vec::new();
        for row in rows {
            widths.resize(widths.len().max(row.len()), 0.0);
            for (width, cell) in widths.iter_mut().zip(row) {
                let lines = cell.text.split('\n').map(|line| self.faces.width(line, cell.style));
                // a point more than measured: sums of widths are rounded
                *width = lines.fold(*width, |widest, line| widest.max(line + 2.0 * PAD_X + 1.0));
            }
        }
        widths
    }
}

/// A cell. Empty, it holds a no-break space: without content its tag would be
/// dropped, and the row would lose a column.
fn cell(text: &str, style: Style, role: Role) -> Cell {
    let text = clean(text);
    Cell { text: if text.is_empty() { "\u{a0}".to_owned() } else { text }, style, role }
}

/// A row with as many cells as the table has columns.
fn completed(texts: &[String], columns: usize, style: Style, role: &Role) -> Vec<Cell> {
    let texts = texts.iter().map(String::as_str).chain(std::iter::repeat(""));
    texts.take(columns).map(|text| cell(text, style, role.clone())).collect()
}

/// `available` shared between columns: those below the fair share get what
/// they want, the others share the rest; room left goes to all alike.
fn shared(naturals: &[f32], available: f32) -> Vec<f32> {
    let mut order: Vec<usize> = (0..naturals.len()).collect();
    order.sort_by(|&a, &b| naturals[a].total_cmp(&naturals[b]));
    let mut widths = vec![0.0; naturals.len()];
    let (mut left, mut columns) = (available, count(naturals.len()));
    for index in order {
        widths[index] = naturals[index].min(left / columns);
        left -= widths[index];
        columns -= 1.0;
    }
    let extra = left.max(0.0) / count(naturals.len());
    widths.iter().map(|width| width + extra).collect()
}

fn count(columns: usize) -> f32 {
    u16::try_from(columns).map_or(f32::MAX, f32::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_columns_keep_their_width_and_wide_ones_share_the_rest() {
        assert_eq!(shared(&[20.0, 300.0, 500.0], 220.0), [20.0, 100.0, 100.0]);
    }

    #[test]
    fn room_left_goes_to_all_columns() {
        assert_eq!(shared(&[20.0, 40.0], 100.0), [40.0, 60.0]);
    }
}
