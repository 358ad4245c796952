//! A question: its words, its type and settings, when it is asked, what fills it.

mod told;

use authoring::{Edit, FieldAt, FieldEdit, Group, Home, Place, Properties, Spot, Step, condition::Rule};
use definition::Definition;
use forms::{Check, Field, Required};
use kernel::setting::{Setting, Shape};
use ui::{Choice, FormState, Label, Link, Markup, TextKind, html};

use super::{Sheet, View, named::Named, reading::long};
use crate::pages::{
    calculation::Calculation,
    condition,
    described::{self, Around},
    preview::COMPUTED,
    shell::Part,
    small::{dangerous, small},
    urls,
};

pub(super) struct FieldSheet {
    at: FieldAt,
    field: Field,
    around: Around,
}

const MOST_CHECKS: usize = 20;
/// The title of what decides whether it is asked.
const WHEN: &str = "Poser cette question";
/// Its setting that is written with menus.
const EXPRESSION: &str = "expression";

/// What an account may fill, as the document names it.
const CLAIMS: &[(&str, &str)] = &[
    ("given_name", "Son prénom"),
    ("family_name", "Son nom"),
    ("email", "Son adresse e-mail"),
    ("phone_number", "Son téléphone"),
    ("address", "Son adresse"),
    ("birthdate", "Sa date de naissance"),
];

impl FieldSheet {
    pub(super) fn of(definition: &Definition, at: &FieldAt, around: &Around) -> Option<Self> {
        Some(Self { at: at.clone(), field: authoring::question(definition, at)?, around: around.clone() })
    }

    fn place(&self) -> Place {
        Place::Field(self.at.clone())
    }

    fn settings(&self) -> &'static [Setting] {
        forms::kind(&self.field.kind).map_or(&[], |kind| kind.settings)
    }

    /// The settings that have nothing better than a plain input.
    fn plain_settings(&self) -> Vec<Setting> {
        self.settings().iter().filter(|setting| !self.is_computed() || setting.name != EXPRESSION).copied().collect()
    }

    /// Those without which the question means nothing, and the others.
    fn first_and_rare(&self) -> (Vec<Setting>, Vec<Setting>) {
        let is_first =
            |setting: &Setting| self.is_computed() || setting.is_required || matches!(setting.shape, Shape::Options | Shape::Rows(_));
        self.plain_settings().into_iter().partition(is_first)
    }

    /// What is needed seldom, folded unless it is set or wrong.
    fn folds(&self, of: &Definition, state: &FormState) -> Markup {
        let (field, place, rare) = (&self.field, self.place(), self.first_and_rare().1);
        let is_wrong = |part: &str| is_wrong(part, state);
        let is_limited = rare.iter().any(|setting| field.settings.contains_key(setting.name));
        let claims = Named::of(CLAIMS).after("", "Rien").and(state.values("prefill"));
        let kinds: Vec<Choice<'_>> = forms::FIELDS.iter().map(|kind| Choice::new(kind.name, kind.label)).collect();
        let kind = forms::kind(&field.kind).map_or(field.kind.as_str(), |kind| kind.label);
        let written = (0..MOST_CHECKS).rev().find(|line| condition::is_typed(&format!("regle.{line}"), state)).map_or(0, |last| last + 1);
        html! {
            @if !rare.is_empty() {
                (ui::fold("Réglages", &told::settings(&rare, field), is_limited || is_wrong("reglage"), described::draw(&rare, of, &self.around, state)))
            }
            (ui::fold("Vérifier la réponse", &told::rules(field), written > 0 || is_wrong("regle"), html! {
                p.hint { "Si une règle n’est pas respectée, l’usager lit le message et corrige." }
                @for line in 0..(written + 1).min(MOST_CHECKS) {
                    @let name = format!("regle.{line}");
                    @let message = format!("regle.{line}.message");
                    (condition::inputs(&name, &format!("Règle {}", line + 1), "Aucune règle", of, &place, Rule::Page, state))
                    (ui::text_input(&Label::new(&message, "Message si elle n’est pas respectée").optional().state(state), state.value(&message), TextKind::Text, None))
                }
            }))
            (ui::fold("Remplir d’avance", &told::start(field), field.prefill.is_some() || field.default.is_some(), html! {
                (ui::select(&Label::new("prefill", "Ce que le compte remplit").optional(), &claims.choices(), state.value("prefill")))
                (ui::textarea(&Label::new("default", "Réponse proposée au départ").hint("Un calcul. Exemple : today().").optional().state(state), state.value("default"), 2, None))
            }))
            (ui::fold("Pour les agents", &told::agents(field), field.listed || field.sensitive, ui::checkboxes(&Label::new("options", "Pour les agents").optional(), &[
                Choice::new("listed", "Montrer la réponse dans leurs listes"),
                Choice::new("sensitive", "Réponse sensible").hint("Chiffrée. Absente des e-mails, des documents et des listes. Effacée en premier."),
            ], state.values("options"))))
            (ui::fold("Type de réponse", kind, is_wrong("type"), html! {
                p.hint { "Les réglages qui conviennent au nouveau type sont gardés." }
                (ui::select(&Label::new("type", "Changer le type de réponse").state(state), &kinds, state.value("type")))
            }))
        }
    }

    /// When it is asked: always, or what decides.
    fn when(&self, of: &Definition, state: &FormState) -> Markup {
        let (place, is_open) = (self.place(), condition::is_typed("condition", state) || is_wrong("condition", state));
        // what the menus say now, kept or not
        let when = condition::read("condition", of, &place, Rule::Before, state, &mut FormState::default());
        ui::fold(
            WHEN,
            &told::when(when.as_deref(), of, &place),
            is_open,
            condition::inputs("condition", WHEN, "Toujours", of, &place, Rule::Before, state),
        )
    }

    fn is_computed(&self) -> bool {
        self.field.kind == COMPUTED
    }

    fn calculation<'a>(&self, of: &'a Definition, place: &'a Place, state: &FormState) -> Calculation<'a> {
        Calculation { name: "calcul", of, place, gives_text: state.value("reglage.result") == "text" }
    }
}

impl Sheet for FieldSheet {
    fn title(&self, _: &Definition) -> String {
        format!("Question «\u{a0}{}\u{a0}»", self.field.label)
    }

    fn part(&self) -> Part {
        if matches!(self.at.group.home, Home::Page(_)) { Part::Form } else { Part::Workflow }
    }

    fn typed(&self, of: &Definition) -> FormState {
        let mut state = FormState::default();
        let field = &self.field;
        for (name, value) in [
            ("label", Some(&field.label)),
            ("hint", field.hint.as_ref()),
            ("default", field.default.as_ref()),
            ("prefill", field.prefill.as_ref()),
        ] {
            state.set(name, value.into_iter().cloned().collect());
        }
        let (required, when) = match &field.required {
            Required::Fixed(true) => ("oui", None),
            Required::Fixed(false) => ("non", None),
            Required::When(when) => ("si", Some(when.as_str())),
        };
        state.set("required", vec![required.to_owned()]);
        state.set("type", vec![field.kind.clone()]);
        condition::typed("obligatoire", when, of, &self.place(), Rule::Before, &mut state);
        condition::typed("condition", field.condition.as_deref(), of, &self.place(), Rule::Before, &mut state);
        for (line, check) in field.checks.iter().enumerate() {
            condition::typed(&format!("regle.{line}"), Some(&check.condition), of, &self.place(), Rule::Page, &mut state);
            state.set(format!("regle.{line}.message"), vec![check.message.clone()]);
        }
        let flags = [("listed", field.listed), ("sensitive", field.sensitive)];
        state.set("options", flags.into_iter().filter(|(_, on)| *on).map(|(name, _)| name.to_owned()).collect());
        described::typed(self.settings(), &field.settings, &mut state);
        if self.is_computed() {
            let source = field.settings.get(EXPRESSION).and_then(serde_json::Value::as_str).unwrap_or_default();
            let shown = state.clone();
            self.calculation(of, &self.place(), &shown).typed(source, &mut state);
        }
        state
    }

    fn inputs(&self, of: &Definition, state: &FormState) -> Markup {
        let place = self.place();
        html! {
            (ui::text_input(&Label::new("label", "Question").hint("Courte, dans les mots de l’usager.").state(state), state.value("label"), TextKind::Text, None))
            (ui::text_input(&Label::new("hint", "Aide sous la question").hint("Un exemple vaut mieux qu’une règle.").optional().state(state), state.value("hint"), TextKind::Text, None))
            (described::draw(&self.first_and_rare().0, of, &self.around, state))
            @if self.is_computed() { (self.calculation(of, &place, state).inputs(state)) }
            (self.when(of, state))
            // nobody answers what is computed
            @if self.is_computed() { (ui::hidden("required", state.value("required"))) }
            @else { (ui::radios(&Label::new("required", "Une réponse est obligatoire").state(state), &[Choice::new("oui", "Oui"), Choice::new("non", "Non"), Choice::new("si", "Dans certains cas…")], state.value("required"))) }
            @if state.value("required") == "si" { (condition::inputs("obligatoire", "Obligatoire quand", "Jamais", of, &place, Rule::Before, state)) }
            (self.folds(of, state))
        }
    }

    fn read(&self, of: &Definition, typed: &FormState, state: &mut FormState) -> Option<Vec<Edit>> {
        let place = self.place();
        let text = |name: &str| Some(typed.value(name).trim().to_owned()).filter(|text| !text.is_empty());
        if text("label").is_none() {
            state.add_error("label", "Écrivez la question.");
        }
        let required = match typed.value("required") {
            "non" => Required::Fixed(false),
            "si" => condition::read("obligatoire", of, &place, Rule::Before, typed, state).map_or(Required::Fixed(false), Required::When),
            _ => Required::Fixed(true),
        };
        let condition = condition::read("condition", of, &place, Rule::Before, typed, state);
        let checks = (0..MOST_CHECKS).filter_map(|line| {
            let condition = condition::read(&format!("regle.{line}"), of, &place, Rule::Page, typed, state)?;
            Some(Check { condition, message: typed.value(&format!("regle.{line}.message")).trim().to_owned() })
        });
        let checks: Vec<Check> = checks.collect();
        let mut settings = described::read(&self.plain_settings(), &self.field.settings, typed, state);
        if self.is_computed() {
            let source = self.calculation(of, &place, typed).read(typed, state).map(|source| source.replace("\r\n", "\n"));
            let before = self.field.settings.get(EXPRESSION).and_then(serde_json::Value::as_str).unwrap_or_default();
            let same = source.as_deref().is_some_and(|source| source.trim() == before.trim());
            let source = if same { Some(before.to_owned()) } else { source };
            settings.extend(source.map(|source| (EXPRESSION.to_owned(), source.into())));
        }
        let has = |flag: &str| typed.values("options").iter().any(|one| one == flag);
        let properties = Properties {
            label: text("label").unwrap_or_default(),
            hint: text("hint"),
            required,
            condition,
            checks,
            default: long(typed, "default"),
            prefill: text("prefill"),
            listed: has("listed"),
            sensitive: has("sensitive"),
        };
        let field = self.at.clone();
        let kind = Some(typed.value("type").to_owned()).filter(|kind| *kind != self.field.kind && forms::kind(kind).is_some());
        let other = kind.map(|kind| FieldEdit::SetKind { field: field.clone(), kind });
        let set = [FieldEdit::Set { field: field.clone(), properties }, FieldEdit::SetSettings { field, settings }];
        (!state.has_errors()).then(|| set.into_iter().chain(other).map(Edit::from).collect())
    }

    fn beside(&self, view: &View<'_>) -> Option<Markup> {
        let (at, instance, work) = (&self.at, view.ctx.instance().ok()?, &view.opened.work.slug);
        let inside = authoring::questions(view.definition(), &at.inside()).unwrap_or_default();
        // a question of the agents stays with them
        let pages = view.definition().form.pages.iter().filter(|page| at.group != Group::page(&*page.slug));
        let elsewhere: Vec<_> = pages.filter(|_| matches!(at.group.home, Home::Page(_))).collect();
        let is_block = self.settings().iter().any(|setting| setting.shape == Shape::Fields);
        Some(html! {
            @if is_block {
                (ui::section("Questions du bloc", html! {
                    ul { @for child in &inside { li { a href=(urls::place(instance, work, &Place::Field(at.inside().field(child.slug.clone())))) { (child.label) } } } }
                    p { (anchor(&Link::new(urls::add_field(instance, work, &at.inside().place()), "Ajouter une question au bloc"))) }
                }))
            }
            (ui::details("Déplacer, copier, supprimer", html! {
                (ui::button_row(html! {
                    button.button.secondary.small type="submit" formaction=(urls::to_library(instance, work, &self.place())) { "Mettre dans la bibliothèque" }
                    (small(&FieldEdit::Move { field: at.clone(), to: Step::Up }.into(), "Monter", ""))
                    (small(&FieldEdit::Move { field: at.clone(), to: Step::Down }.into(), "Descendre", ""))
                    (small(&FieldEdit::Duplicate { field: at.clone() }.into(), "Copier cette question", ""))
                    (dangerous(&FieldEdit::Remove { field: at.clone() }.into(), "Supprimer cette question", ""))
                }))
                (ui::button_row(html! { @for page in &elsewhere {
                    (small(&FieldEdit::MoveTo { field: at.clone(), to: Group::page(&*page.slug), spot: Spot::Last }.into(), &format!("Mettre à la page «\u{a0}{}\u{a0}»", page.title), ""))
                } }))
            }))
        })
    }

    fn next(&self, view: &View<'_>) -> Option<String> {
        Some(urls::add_field(view.ctx.instance().ok()?, &view.opened.work.slug, &self.at.group.place()))
    }

    fn preview(&self) -> Option<String> {
        match &self.at.group.home {
            Home::Page(page) => Some(page.clone()),
            Home::Input(_) => None,
        }
    }
}

/// Whether an input of this part has an error.
fn is_wrong(part: &str, state: &FormState) -> bool {
    state.errors().iter().any(|error| error.field.starts_with(part))
}

fn anchor(link: &Link) -> Markup {
    html! { a href=(link.href) { (link.label) } }
}
