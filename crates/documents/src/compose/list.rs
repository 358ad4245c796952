//! Lists with bullets.

use super::{Composer, text::written};
use crate::{
    clean::clean,
    colour::readable,
    structure::{NodeId, Role},
    style::{BODY, MARGIN, WIDTH},
};

const INDENT: f32 = 15.0;

impl Composer<'_> {
    pub fn bullets(&mut self, items: &[String]) {
        let items: Vec<String> = items.iter().map(|item| clean(item)).filter(|item| !item.is_empty()).collect();
        if items.is_empty() {
            return;
        }
        let list = self.structure.root(Role::List);
        for item in &items {
            self.item(list, item);
        }
        self.room(8.0);
    }

    fn item(&mut self, list: NodeId, text: &str) {
        let item = self.structure.child(list, Role::Item);
        let bullet = self.structure.child(item, Role::Bullet);
        let body = self.structure.child(item, Role::ItemBody);
        let mut strips = self.text(text, BODY, MARGIN + INDENT, WIDTH - INDENT, body);
        if let Some(first) = strips.first_mut() {
            first.marks.insert(0, written("•\u{a0}".to_owned(), MARGIN + 3.0, 0.0, BODY.coloured(readable(self.accent)), bullet));
        }
        self.push_all(strips, 3.0);
    }
}
