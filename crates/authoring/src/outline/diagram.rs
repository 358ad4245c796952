//! The workflow as a drawing: statuses in ranks, from the initial one on. The same
//! document gives the same drawing.

use std::cmp::Ordering;

use definition::Definition;
use kernel::Slug;
use workflow::{Nature, SAME};

use super::words::when;

/// Sweeps over the ranks: more of them change nothing in workflows that people draw.
const SWEEPS: usize = 8;

/// Statuses and what leads from one to the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagram {
    /// The statuses, as the document lists them.
    pub nodes: Vec<Node>,
    /// What leads from one to another, transition by transition.
    pub edges: Vec<Edge>,
    /// How many ranks there are.
    pub ranks: usize,
    /// How many statuses the fullest rank has.
    pub width: usize,
}

/// A status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its name.
    pub slug: Slug,
    /// What agents read.
    pub label: String,
    /// What kind of state it is.
    pub nature: Nature,
    /// Its rank: 0 for the initial status.
    pub rank: usize,
    /// Its place in its rank, from 0.
    pub order: usize,
}

/// A transition between two statuses, or from a status to itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Where it starts, among the nodes.
    pub from: usize,
    /// Where it leads.
    pub to: usize,
    /// The transition.
    pub transition: Slug,
    /// The words of its button.
    pub label: String,
    /// When it happens by itself: « après 7 jours ».
    pub automatic: Vec<String>,
    /// Whether somebody may do it.
    pub by_people: bool,
    /// Whether it goes back towards the beginning.
    pub is_back: bool,
}

/// Draws the workflow of a document.
pub fn diagram(definition: &Definition) -> Diagram {
    let workflow = &definition.workflow;
    let mut edges = edges(definition);
    let count = workflow.statuses.len();
    let initial = workflow.statuses.iter().position(|status| status.slug == workflow.initial);
    mark_back(&mut edges, count, initial);
    let ranks = ranks(&edges, count);
    let layers = layers(&ranks, &edges);
    let order = |node: usize| layers.iter().find_map(|layer| layer.iter().position(|other| *other == node)).unwrap_or(0);
    let nodes = workflow.statuses.iter().enumerate().map(|(index, status)| Node {
        slug: status.slug.clone(),
        label: status.agent_label.clone(),
        nature: status.nature,
        rank: ranks[index],
        order: order(index),
    });
    Diagram { nodes: nodes.collect(), ranks: layers.len(), width: layers.iter().map(Vec::len).max().unwrap_or(0), edges }
}

fn edges(definition: &Definition) -> Vec<Edge> {
    let workflow = &definition.workflow;
    let position = |slug: &Slug| workflow.statuses.iter().position(|status| status.slug == *slug);
    let of = |transition: &workflow::Transition| {
        let automatic = workflow.automations.iter().filter(|automation| automation.transition == transition.slug);
        let automatic: Vec<String> = automatic.map(|automation| when(definition, automation)).collect();
        let ends = transition.from.iter().filter_map(|from| {
            let from = position(from)?;
            Some((from, if transition.to == SAME { from } else { position(&transition.to)? }))
        });
        let edge = |(from, to)| Edge {
            from,
            to,
            transition: transition.slug.clone(),
            label: transition.label.clone(),
            automatic: automatic.clone(),
            by_people: !transition.by.is_empty(),
            is_back: false,
        };
        ends.map(edge).collect::<Vec<_>>()
    };
    workflow.transitions.iter().flat_map(of).collect()
}

/// What closes a circle, found by following transitions from the initial status,
/// then from each status not reached, goes back: without it there is no circle.
fn mark_back(edges: &mut [Edge], count: usize, initial: Option<usize>) {
    let mut state = vec![Visit::New; count];
    for root in initial.into_iter().chain(0..count) {
        follow(root, edges, &mut state);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Visit {
    New,
    Open,
    Done,
}

/// Depth first, without recursion: a document may have any number of statuses.
fn follow(root: usize, edges: &mut [Edge], state: &mut [Visit]) {
    if state[root] != Visit::New {
        return;
    }
    let mut stack = vec![(root, 0)];
    state[root] = Visit::Open;
    while let Some((node, next)) = stack.pop() {
        let Some(index) = (next..edges.len()).find(|index| edges[*index].from == node) else {
            state[node] = Visit::Done;
            continue;
        };
        stack.push((node, index + 1));
        let to = edges[index].to;
        match state[to] {
            Visit::Open => edges[index].is_back = true,
            Visit::New => {
                state[to] = Visit::Open;
                stack.push((to, 0));
            }
            Visit::Done => {}
        }
    }
}

/// The longest way to each status, by what does not go back.
fn ranks(edges: &[Edge], count: usize) -> Vec<usize> {
    let mut ranks = vec![0; count];
    // no circle is left: as many passes as statuses settle everything
    for _ in 0..count {
        let mut settled = true;
        for edge in edges.iter().filter(|edge| !edge.is_back) {
            if ranks[edge.to] <= ranks[edge.from] {
                ranks[edge.to] = ranks[edge.from] + 1;
                settled = false;
            }
        }
        if settled {
            break;
        }
    }
    ranks
}

/// The statuses of each rank, ordered by the middle of their neighbours.
fn layers(ranks: &[usize], edges: &[Edge]) -> Vec<Vec<usize>> {
    let count = ranks.iter().max().map_or(0, |last| last + 1);
    let mut layers = vec![Vec::new(); count];
    ranks.iter().enumerate().for_each(|(node, rank)| layers[*rank].push(node));
    for sweep in 0..SWEEPS {
        let down = sweep % 2 == 0;
        let towards: Vec<usize> = if down { (1..count).collect() } else { (0..count.saturating_sub(1)).rev().collect() };
        for rank in towards {
            let positions = positions(&layers, ranks.len());
            let mut layer = std::mem::take(&mut layers[rank]);
            layer.sort_by(|a, b| middle(*a, down, ranks, edges, &positions).against(&middle(*b, down, ranks, edges, &positions)));
            layers[rank] = layer;
        }
    }
    layers
}

fn positions(layers: &[Vec<usize>], count: usize) -> Vec<usize> {
    let mut positions = vec![0; count];
    layers.iter().flatten().zip(layers.iter().flat_map(|layer| 0..layer.len())).for_each(|(node, position)| positions[*node] = position);
    positions
}

/// A mean as a fraction, so that it compares the same everywhere.
struct Mean {
    sum: usize,
    count: usize,
    /// Where it stands now, for those without neighbours.
    own: usize,
}

impl Mean {
    fn against(&self, other: &Self) -> Ordering {
        let fraction = |mean: &Self| if mean.count == 0 { (mean.own, 1) } else { (mean.sum, mean.count) };
        let ((a, of_a), (b, of_b)) = (fraction(self), fraction(other));
        (a * of_b).cmp(&(b * of_a))
    }
}

/// The middle of the neighbours above (`down`) or below.
fn middle(node: usize, down: bool, ranks: &[usize], edges: &[Edge], positions: &[usize]) -> Mean {
    let other = |edge: &Edge| match (edge.from == node, edge.to == node) {
        (true, false) => Some(edge.to),
        (false, true) => Some(edge.from),
        _ => None,
    };
    let beside = |other: &usize| if down { ranks[*other] < ranks[node] } else { ranks[*other] > ranks[node] };
    let neighbours: Vec<usize> = edges.iter().filter_map(other).filter(beside).map(|other| positions[other]).collect();
    Mean { sum: neighbours.iter().sum(), count: neighbours.len(), own: positions[node] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::shipped;

    #[test]
    fn ranks_go_from_the_beginning_to_the_end() {
        for definition in shipped() {
            let diagram = diagram(&definition);
            let initial = diagram.nodes.iter().find(|node| node.slug == definition.workflow.initial).unwrap();
            assert_eq!(initial.rank, 0);
            for edge in diagram.edges.iter().filter(|edge| !edge.is_back) {
                assert!(diagram.nodes[edge.from].rank < diagram.nodes[edge.to].rank, "{}", edge.label);
            }
            let mut spots: Vec<_> = diagram.nodes.iter().map(|node| (node.rank, node.order)).collect();
            spots.sort_unstable();
            spots.dedup();
            assert_eq!(spots.len(), diagram.nodes.len(), "each status has a place of its own");
            assert_eq!(diagram.ranks, 1 + diagram.nodes.iter().map(|node| node.rank).max().unwrap());
        }
    }

    #[test]
    fn a_workflow_without_anything_is_drawn_too() {
        let mut definition = shipped().remove(0);
        definition.workflow.statuses.clear();
        let drawn = diagram(&definition);
        assert!(drawn.nodes.is_empty() && drawn.edges.is_empty() && drawn.ranks == 0);
    }
}
