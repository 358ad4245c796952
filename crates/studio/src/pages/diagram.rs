//! The workflow drawn by the server: statuses in columns, from the first on. The
//! table beside says the same in words.

use authoring::{
    Place,
    outline::{Diagram, Edge, Node, diagram},
};
use definition::Definition;
use ui::{Markup, html};
use workflow::Nature;

/// Sizes, in the units of the drawing.
const BOX: (usize, usize) = (180, 56);
const GAP: (usize, usize) = (90, 34);
const MARGIN: usize = 24;

/// The drawing; each status leads to its page.
pub(super) fn draw(definition: &Definition, at: &impl Fn(&Place) -> String) -> Markup {
    let drawn = diagram(definition);
    let (width, height) = size(&drawn);
    html! {
        div.studio-diagram tabindex="0" role="region" aria-label="Dessin du traitement" {
            svg viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height) role="group" aria-label="Statuts et actions. Le tableau qui suit dit la même chose." {
                defs { marker #pointe viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse" { path d="M0 0 8 4 0 8Z" {} } }
                @for edge in &drawn.edges { (arrow(&drawn, edge)) }
                @for node in &drawn.nodes { (status(node, &at(&Place::Status(node.slug.clone())))) }
            }
        }
    }
}

fn size(drawn: &Diagram) -> (usize, usize) {
    let along = |count: usize, side: usize, gap: usize| MARGIN * 2 + count.max(1) * (side + gap) - gap;
    // loops and arrows that go back pass under the statuses
    (along(drawn.ranks, BOX.0, GAP.0), along(drawn.width, BOX.1, GAP.1) + GAP.1)
}

fn corner(node: &Node) -> (usize, usize) {
    (MARGIN + node.rank * (BOX.0 + GAP.0), MARGIN + node.order * (BOX.1 + GAP.1))
}

fn status(node: &Node, href: &str) -> Markup {
    let (x, y) = corner(node);
    let lines = wrapped(&node.label);
    let first = y + BOX.1 / 2 + 5 - (lines.len() - 1) * 9;
    let class = match node.nature {
        Nature::Filed => "filed",
        Nature::InProgress => "progress",
        Nature::Waiting => "waiting",
        Nature::Closed => "closed",
    };
    html! {
        a href=(href) class={ "node " (class) } {
            rect x=(x) y=(y) width=(BOX.0) height=(BOX.1) rx="8" {}
            text text-anchor="middle" { @for (rank, line) in lines.iter().enumerate() { tspan x=(x + BOX.0 / 2) y=(first + rank * 18) { (line) } } }
        }
    }
}

/// Two lines at most.
fn wrapped(label: &str) -> Vec<String> {
    const ROOM: usize = 22;
    let mut lines = vec![String::new()];
    for word in label.split_whitespace() {
        let current = lines.last().map_or(0, |line| line.chars().count());
        if current > 0 && current + 1 + word.chars().count() > ROOM && lines.len() < 2 {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
    }
    for line in &mut lines {
        if line.chars().count() > ROOM {
            *line = line.chars().take(ROOM - 1).chain(['…']).collect();
        }
    }
    lines
}

fn arrow(drawn: &Diagram, edge: &Edge) -> Markup {
    let (Some(from), Some(to)) = (drawn.nodes.get(edge.from), drawn.nodes.get(edge.to)) else { return html! {} };
    let ((x1, y1), (x2, y2)) = (corner(from), corner(to));
    let path = if edge.from == edge.to {
        let (x, y) = (x1 + BOX.0 / 2, y1 + BOX.1);
        format!("M{} {y} c-4 24 34 24 30 0", x - 15)
    } else if edge.is_back || from.rank == to.rank {
        let (x1, x2, low) = (x1 + BOX.0 / 2, x2 + BOX.0 / 2, y1.max(y2) + BOX.1 + GAP.1 - 6);
        format!("M{x1} {} C{x1} {low} {x2} {low} {x2} {}", y1 + BOX.1, y2 + BOX.1)
    } else {
        let (x1, y1, y2) = (x1 + BOX.0, y1 + BOX.1 / 2, y2 + BOX.1 / 2);
        let bend = (x2 - x1) / 2;
        format!("M{x1} {y1} C{} {y1} {} {y2} {} {y2}", x1 + bend, x2 - bend, x2 - 2)
    };
    let class = if edge.by_people { "edge" } else { "edge automatic" };
    html! { path class=(class) d=(path) marker-end="url(#pointe)" { title { (edge.label) } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_take_two_lines_and_no_more() {
        assert_eq!(wrapped("Reçue"), ["Reçue"]);
        assert_eq!(wrapped("En attente d’une pièce demandée"), ["En attente d’une pièce", "demandée"]);
        assert!(wrapped(&"mot ".repeat(40)).iter().all(|line| line.chars().count() <= 22));
        assert_eq!(wrapped(&"mot ".repeat(40)).len(), 2);
    }
}
