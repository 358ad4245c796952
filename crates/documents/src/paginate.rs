//! Strips dealt out to pages.

use crate::{
    strip::{Fill, Mark, Strip},
    style::TOP,
};

/// The marks of a page, placed from its top.
pub type Page = Vec<Mark>;

/// The pages that hold `strips` between `TOP` and `bottom`: one at least.
/// Strips kept together are, unless they are higher than a page.
pub fn paginate(strips: &[Strip], bottom: f32) -> Vec<Page> {
    let mut pages = Pages { done: Vec::new(), page: Page::new(), y: TOP, bottom };
    for group in strips.chunk_by(|strip, _| strip.keep) {
        let height = group.iter().map(|strip| strip.height).sum::<f32>();
        if height <= bottom - TOP - repeated_height(group) {
            pages.break_before(group, height);
            group.iter().for_each(|strip| pages.place(strip));
        } else {
            group.iter().for_each(|strip| {
                pages.break_before(std::slice::from_ref(strip), strip.height);
                pages.place(strip);
            });
        }
    }
    pages.finish()
}

fn repeated_height(group: &[Strip]) -> f32 {
    let repeat = group.first().and_then(|strip| strip.repeat.as_deref()).unwrap_or_default();
    repeat.iter().map(|strip| strip.height).sum()
}

struct Pages {
    done: Vec<Page>,
    page: Page,
    y: f32,
    bottom: f32,
}

impl Pages {
    /// Starts a page if `height` does not fit on this one.
    fn break_before(&mut self, group: &[Strip], height: f32) {
        let [first, ..] = group else { return };
        let only_room = group.iter().all(|strip| strip.gap);
        if self.page.is_empty() || only_room || self.y + height <= self.bottom {
            return;
        }
        self.done.push(std::mem::take(&mut self.page));
        self.y = TOP;
        for strip in first.repeat.as_deref().unwrap_or_default() {
            self.place(strip);
        }
    }

    fn place(&mut self, strip: &Strip) {
        if strip.gap && self.page.is_empty() {
            return;
        }
        for mark in &strip.marks {
            match mark.clone().lowered(self.y) {
                Mark::Fill(fill) => self.fill(fill),
                text => self.page.push(text),
            }
        }
        self.y += strip.height;
    }

    /// Adds a rectangle, joined to the one it continues: seams would show.
    fn fill(&mut self, fill: Fill) {
        let continued = self.page.iter_mut().rev().find_map(|mark| match mark {
            Mark::Fill(above) if continues(above, &fill) => Some(above),
            _ => None,
        });
        match continued {
            Some(above) => above.height = fill.y + fill.height - above.y,
            None => self.page.push(Mark::Fill(fill)),
        }
    }

    fn finish(mut self) -> Vec<Page> {
        if !self.page.is_empty() || self.done.is_empty() {
            self.done.push(self.page);
        }
        self.done
    }
}

fn continues(above: &Fill, below: &Fill) -> bool {
    let same = |a: f32, b: f32| (a - b).abs() < 0.01;
    above.colour == below.colour && above.x == below.x && above.width == below.width && same(above.y + above.height, below.y)
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::colour::INK;

    /// A strip with a mark as wide as `name`.
    fn strip(name: u8, height: f32) -> Strip {
        let mark = Mark::Fill(Fill { x: 0.0, y: 0.0, width: name.into(), height: 1.0, colour: INK });
        Strip { height, marks: vec![mark], ..Strip::default() }
    }

    fn kept(name: u8, height: f32) -> Strip {
        Strip { keep: true, ..strip(name, height) }
    }

    /// The marks of pages 100 points high: their widths and their tops.
    fn dealt(strips: &[Strip]) -> Vec<Vec<(f32, f32)>> {
        let place = |mark: &Mark| match mark {
            Mark::Fill(fill) => Some((fill.width, (fill.y - TOP).round())),
            Mark::Text(_) => None,
        };
        paginate(strips, TOP + 100.0).iter().map(|page| page.iter().filter_map(place).collect()).collect()
    }

    #[test]
    fn a_heading_goes_with_what_follows() {
        assert_eq!(dealt(&[strip(1, 60.0), kept(2, 30.0), strip(3, 30.0)]), [vec![(1.0, 0.0)], vec![(2.0, 0.0), (3.0, 30.0)]]);
    }

    #[test]
    fn what_is_higher_than_a_page_is_cut() {
        assert_eq!(dealt(&[kept(1, 60.0), strip(2, 60.0)]), [vec![(1.0, 0.0)], vec![(2.0, 0.0)]]);
    }

    #[test]
    fn room_is_left_out_at_the_top_of_a_page() {
        assert_eq!(dealt(&[strip(1, 90.0), Strip::gap(20.0, false), strip(2, 10.0)]), [vec![(1.0, 0.0)], vec![(2.0, 0.0)]]);
    }

    #[test]
    fn a_table_cut_by_a_page_shows_its_header_again() {
        let header: Rc<[Strip]> = Rc::new([strip(9, 10.0)]);
        let row = |name| Strip { repeat: Some(header.clone()), ..strip(name, 45.0) };
        let pages = dealt(&[kept(9, 10.0), row(1), row(2), row(3)]);
        assert_eq!(pages, [vec![(9.0, 0.0), (1.0, 10.0), (2.0, 55.0)], vec![(9.0, 0.0), (3.0, 10.0)]]);
    }

    #[test]
    fn nothing_is_one_empty_page() {
        assert_eq!(dealt(&[]), [vec![]]);
    }
}
