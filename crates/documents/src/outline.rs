//! Bookmarks: the headings, nested by level.

use krilla::{
    destination::XyzDestination,
    geom::Point,
    outline::{Outline, OutlineNode},
};

/// A heading and where it is.
pub struct Bookmark {
    pub level: u16,
    pub title: String,
    pub page: usize,
    pub top: f32,
}

/// The outline of headings in reading order.
pub fn outline(bookmarks: &[Bookmark]) -> Outline {
    let mut outline = Outline::new();
    for node in nested(bookmarks) {
        outline.push_child(node);
    }
    outline
}

/// The first bookmark heads those of deeper levels that follow it, and so on.
fn nested(mut bookmarks: &[Bookmark]) -> Vec<OutlineNode> {
    let mut nodes = Vec::new();
    while let [head, rest @ ..] = bookmarks {
        let deeper = rest.iter().take_while(|bookmark| bookmark.level > head.level).count();
        let (children, next) = rest.split_at(deeper);
        let place = XyzDestination::new(head.page, Point::from_xy(0.0, head.top));
        let mut node = OutlineNode::new(head.title.clone(), place).with_open(true);
        nested(children).into_iter().for_each(|child| node.push_child(child));
        nodes.push(node);
        bookmarks = next;
    }
    nodes
}
