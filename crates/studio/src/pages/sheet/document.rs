//! A document: its title, its blocks, and how it reads.

mod blocks;

use authoring::{DocumentEdit, Edit, Place};
use definition::{Definition, DocumentTemplate, RenderedBlock, render_document};
use kernel::Slug;
use ui::{FormState, Label, Markup, TextKind, html};

use super::{
    Sheet, View,
    beside::{Whole, whole},
    letter,
    reading::needed,
    sample, words,
};
use crate::pages::shell::Part;

pub(super) struct DocumentSheet {
    slug: Slug,
    document: DocumentTemplate,
}

impl DocumentSheet {
    pub(super) fn of(definition: &Definition, slug: &Slug) -> Option<Self> {
        Some(Self { slug: slug.clone(), document: definition.documents.get(slug)?.clone() })
    }
}

impl Sheet for DocumentSheet {
    fn title(&self, of: &Definition) -> String {
        format!("Document «\u{a0}{}\u{a0}»", authoring::label(of, &Place::Document(self.slug.clone())))
    }

    fn part(&self) -> Part {
        Part::Texts
    }

    fn typed(&self, _: &Definition) -> FormState {
        let mut state = FormState::from_pairs([("titre", &self.document.title)]);
        blocks::put(&self.document.blocks, &mut state);
        state
    }

    fn inputs(&self, of: &Definition, state: &FormState) -> Markup {
        let all = words::all(of, true);
        let insert = |text: &str, what: &str| words::beside(text, what, &all, state);
        html! {
            (ui::text_input(&Label::new("titre", "Titre").state(state), state.value("titre"), TextKind::Text, None))
            (blocks::inputs(&blocks::typed(state), &insert))
            (ui::button_row(ui::secondary_button_named("faire", "apercu", "Voir l’aperçu")))
        }
    }

    fn read(&self, _: &Definition, typed: &FormState, state: &mut FormState) -> Option<Vec<Edit>> {
        let title = needed(typed, "titre", "Écrivez le titre.", state);
        if state.has_errors() {
            return None;
        }
        let renamed = (title != self.document.title).then(|| DocumentEdit::Title { slug: self.slug.clone(), title }.into());
        let changed = blocks::edits(&self.slug, &self.document.blocks, &blocks::typed(typed));
        Some(renamed.into_iter().chain(changed.into_iter().map(Edit::from)).collect())
    }

    fn beside(&self, view: &View<'_>) -> Option<Markup> {
        let remove = DocumentEdit::Remove { slug: self.slug.clone() }.into();
        whole(view, &Whole { place: &Place::Document(self.slug.clone()), what: "ce document", moved: None, remove })
    }

    fn shown(&self, of: &Definition, state: &FormState) -> Option<Markup> {
        let document = DocumentTemplate { title: state.value("titre").trim().to_owned(), blocks: blocks::typed(state) };
        let compiled = match sample::document(of, &self.slug, document) {
            Ok(compiled) => compiled,
            Err(findings) => return Some(letter::not_yet(of, &findings)),
        };
        let rendered = render_document(&compiled, self.slug.as_str(), &sample::context(of)).ok()?;
        Some(letter::framed(html! {
            p.studio-letter-title { (rendered.title) }
            @for block in &rendered.blocks { (drawn(block)) }
        }))
    }
}

fn drawn(block: &RenderedBlock) -> Markup {
    match block {
        RenderedBlock::Heading(text) => html! { h3 { (text) } },
        RenderedBlock::Paragraph(text) => html! { p.studio-text { (text) } },
        RenderedBlock::Pairs(pairs) => {
            html! { dl.studio-pairs { @for (label, text) in pairs { div { dt { (label) } dd.studio-text { (text) } } } } }
        }
    }
}
