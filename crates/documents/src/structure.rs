//! The structure tree: what assistive technologies read.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

/// A node of a structure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct NodeId(usize);

/// What a node is (ISO 32000-1, 14.8.4).
#[derive(Clone)]
pub enum Role {
    Paragraph,
    Heading(NonZeroU16, String),
    List,
    Item,
    Bullet,
    ItemBody,
    Table,
    Caption,
    TableHead,
    TableBody,
    Row,
    ColumnHeader,
    RowHeader,
    Cell,
}

/// The nodes of a document in reading order, each after its parent.
#[derive(Default)]
pub struct Structure {
    roots: Vec<NodeId>,
    nodes: Vec<Element>,
}

struct Element {
    role: Role,
    children: Vec<NodeId>,
}

impl Structure {
    /// A new node at the end of the document.
    pub fn root(&mut self, role: Role) -> NodeId {
        let id = self.push(role);
        self.roots.push(id);
        id
    }

    /// A new node, the last child of `parent`.
    pub fn child(&mut self, parent: NodeId, role: Role) -> NodeId {
        let id = self.push(role);
        self.nodes[parent.0].children.push(id);
        id
    }

    /// What a node is.
    pub fn role(&self, node: NodeId) -> &Role {
        &self.nodes[node.0].role
    }

    /// The tag tree, given the content drawn for each node.
    pub fn tag_tree(&self, content: &Content, language: &str) -> TagTree {
        let roots: Vec<Node> = self.roots.iter().map(|&root| self.group(root, content).into()).collect();
        TagTree::from(roots).with_lang(Some(language.to_owned()))
    }

    fn push(&mut self, role: Role) -> NodeId {
        self.nodes.push(Element { role, children: Vec::new() });
        NodeId(self.nodes.len() - 1)
    }

    fn group(&self, id: NodeId, content: &Content) -> TagGroup {
        let mut group = TagGroup::new(self.role(id).tag());
        for &drawn in content.of(id) {
            group.push(drawn);
        }
        for &child in &self.nodes[id.0].children {
            group.push(self.group(child, content));
        }
        group
    }
}

impl Role {
    fn tag(&self) -> TagKind {
        match self {
            Self::Paragraph => Tag::P.into(),
            Self::Heading(level, title) => Tag::Hn(*level, Some(title.clone())).into(),
            Self::List => Tag::L(ListNumbering::Disc).into(),
            Self::Item => Tag::LI.into(),
            Self::Bullet => Tag::Lbl.into(),
            Self::ItemBody => Tag::LBody.into(),
            Self::Table => Tag::Table.into(),
            Self::Caption => Tag::Caption.into(),
            Self::TableHead => Tag::THead.into(),
            Self::TableBody => Tag::TBody.into(),
            Self::Row => Tag::TR.into(),
            Self::ColumnHeader => Tag::TH(TableHeaderScope::Column).into(),
            Self::RowHeader => Tag::TH(TableHeaderScope::Row).into(),
            Self::Cell => Tag::TD.into(),
        }
    }
}

/// The pieces of pages drawn for each node.
#[derive(Default)]
pub struct Content(Vec<Vec<Identifier>>);

impl Content {
    /// Notes a piece drawn for `node`, and tells whether it is the first.
    pub fn add(&mut self, node: NodeId, piece: Identifier) -> bool {
        if self.0.len() <= node.0 {
            self.0.resize_with(node.0 + 1, Vec::new);
        }
        self.0[node.0].push(piece);
        self.0[node.0].len() == 1
    }

    fn of(&self, node: NodeId) -> &[Identifier] {
        self.0.get(node.0).map_or(&[], Vec::as_slice)
    }
}
