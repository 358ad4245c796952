//! A page of the form: its title, its words, when it is asked, what must hold to leave it.

use authoring::{Edit, Group, PageEdit, PageProperties, Place, Spot, condition::Rule};
use definition::Definition;
use forms::{Exit, Page};
use ui::{FormState, Label, Markup, TextKind, html};

use super::{Sheet, View, reading::long};
use crate::pages::{
    condition,
    shell::Part,
    small::{dangerous, small},
    urls,
};

pub(super) struct PageSheet {
    slug: String,
}

/// Exit conditions offered beyond those that are written.
const SPARE: usize = 1;
const MOST: usize = 20;

impl PageSheet {
    pub(super) fn of(definition: &Definition, slug: &str) -> Option<Self> {
        definition.form.pages.iter().any(|page| page.slug == slug).then(|| Self { slug: slug.to_owned() })
    }

    fn page<'a>(&self, of: &'a Definition) -> Option<&'a Page> {
        of.form.pages.iter().find(|page| page.slug == self.slug)
    }

    fn place(&self) -> Place {
        Place::Page(self.slug.clone())
    }
}

impl Sheet for PageSheet {
    fn title(&self, of: &Definition) -> String {
        format!("Page «\u{a0}{}\u{a0}»", self.page(of).map_or(&self.slug, |page| &page.title))
    }

    fn part(&self) -> Part {
        Part::Form
    }

    fn typed(&self, of: &Definition) -> FormState {
        let mut state = FormState::default();
        let Some(page) = self.page(of) else { return state };
        state.set("titre", vec![page.title.clone()]);
        state.set("intro", page.intro.iter().cloned().collect());
        condition::typed("condition", page.condition.as_deref(), of, &self.place(), Rule::Before, &mut state);
        for (line, exit) in page.exit.iter().enumerate() {
            condition::typed(&format!("sortie.{line}"), Some(&exit.condition), of, &self.place(), Rule::Page, &mut state);
            state.set(format!("sortie.{line}.message"), vec![exit.message.clone()]);
        }
        state
    }

    fn inputs(&self, of: &Definition, state: &FormState) -> Markup {
        let place = self.place();
        let written = (0..MOST).rev().find(|line| condition::is_typed(&format!("sortie.{line}"), state)).map_or(0, |last| last + 1);
        html! {
            (ui::text_input(&Label::new("titre", "Titre de la page").state(state), state.value("titre"), TextKind::Text, None))
            (ui::textarea(&Label::new("intro", "Quelques mots avant les questions").hint("Une ou deux phrases courtes.").optional().state(state), state.value("intro"), 3, None))
            (condition::inputs("condition", "Quand la page est montrée", "Toujours", of, &place, Rule::Before, state))
            (ui::details("Conditions pour continuer", html! {
                p.hint { "Si une condition n’est pas remplie, l’usager lit le message et reste sur la page." }
                @for line in 0..(written + SPARE).min(MOST) {
                    @let name = format!("sortie.{line}");
                    @let message = format!("sortie.{line}.message");
                    (condition::inputs(&name, &format!("Condition {}", line + 1), "Aucune condition", of, &place, Rule::Page, state))
                    (ui::text_input(&Label::new(&message, "Message si elle n’est pas remplie").optional().state(state), state.value(&message), TextKind::Text, None))
                }
            }))
        }
    }

    fn read(&self, of: &Definition, typed: &FormState, state: &mut FormState) -> Option<Vec<Edit>> {
        let title = typed.value("titre").trim();
        if title.is_empty() {
            state.add_error("titre", "Écrivez le titre de la page.");
        }
        let place = self.place();
        let when = condition::read("condition", of, &place, Rule::Before, typed, state);
        let exits = (0..MOST).filter_map(|line| {
            let condition = condition::read(&format!("sortie.{line}"), of, &place, Rule::Page, typed, state)?;
            Some(Exit { condition, message: typed.value(&format!("sortie.{line}.message")).trim().to_owned() })
        });
        let exit: Vec<Exit> = exits.collect();
        let properties = PageProperties { title: title.to_owned(), intro: long(typed, "intro"), condition: when, exit };
        (!state.has_errors()).then(|| vec![PageEdit::Set { page: self.slug.clone(), properties }.into()])
    }

    fn beside(&self, view: &View<'_>) -> Option<Markup> {
        let (instance, work) = (view.ctx.instance().ok()?, &view.opened.work.slug);
        let questions = self.page(view.definition()).map(|page| page.fields.as_slice()).unwrap_or_default();
        let at = |slug: &str| urls::place(instance, work, &Place::Field(Group::page(&*self.slug).field(slug)));
        let list = ui::section(
            "Questions de la page",
            html! {
                @if questions.is_empty() { p { "Aucune question." } }
                ul { @for field in questions { li { a href=(at(&field.slug)) { (field.label) } } } }
                p { a href=(urls::add_field(instance, work, &self.place())) { "Ajouter une question" } }
            },
        );
        let whole = ui::details(
            "Déplacer, copier, supprimer la page",
            html! {
                @let others = view.definition().form.pages.iter().filter(|page| page.slug != self.slug);
                @for other in others {
                    (small(&PageEdit::Move { page: self.slug.clone(), to: authoring::Step::To(Spot::After(other.slug.clone())) }.into(), &format!("Déplacer après «\u{a0}{}\u{a0}»", other.title), ""))
                }
                (small(&PageEdit::Duplicate { page: self.slug.clone() }.into(), "Copier cette page", ""))
                (dangerous(&PageEdit::Remove { page: self.slug.clone() }.into(), "Supprimer cette page et ses questions", ""))
            },
        );
        Some(html! { (list) (whole) })
    }

    fn next(&self, view: &View<'_>) -> Option<String> {
        Some(urls::add_field(view.ctx.instance().ok()?, &view.opened.work.slug, &self.place()))
    }

    fn preview(&self) -> Option<String> {
        Some(self.slug.clone())
    }
}
