//! Where the téléservice stands in the catalogue, who answers, what one reads before starting.

use authoring::{Edit, SettingsEdit};
use definition::{Audience, Competence, Definition, Opening, Settings, SignIn};
use ui::{Choice, DateValue, FormState, Label, Markup, TextKind, html};

use super::{
    Sheet,
    closed::Closed,
    named::{Named, texts, ticked},
    reading::{count, day, lines, needed, optional, put_day},
};
use crate::pages::shell::Part;

pub(in crate::pages) const AUDIENCES: Closed<Audience> = Closed(&[
    (Audience::Individuals, "individuals", "Les particuliers"),
    (Audience::Associations, "associations", "Les associations"),
    (Audience::Companies, "companies", "Les entreprises"),
]);

pub(in crate::pages) const SIGN_INS: Closed<SignIn> = Closed(&[
    (SignIn::None, "none", "Sans compte (on peut en avoir un)"),
    (SignIn::Account, "account", "Avec un compte"),
    (SignIn::Certified, "certified", "Avec une identité vérifiée par FranceConnect"),
]);

/// How the competent authority is found.
const HERE: &str = "ici";
const BY_PLACE: &str = "lieu";

pub(super) struct SettingsSheet;

impl Sheet for SettingsSheet {
    fn title(&self, _: &Definition) -> String {
        "Réglages".to_owned()
    }

    fn part(&self) -> Part {
        Part::Settings
    }

    fn typed(&self, of: &Definition) -> FormState {
        let settings = &of.settings;
        let mut state = FormState::from_pairs([
            ("mots", settings.keywords.join("\n")),
            ("repond", settings.responder.clone()),
            ("compte", SIGN_INS.value(settings.sign_in).to_owned()),
            ("pieces", settings.pieces.join("\n")),
            ("minutes", settings.minutes.to_string()),
            ("prix", settings.fees.clone().unwrap_or_default()),
            ("suite", settings.after.join("\n")),
            ("brouillons", settings.drafts_days.to_string()),
        ]);
        state.set("themes", texts(&settings.themes));
        state.set("moments", texts(&settings.life_events));
        state.set("public", settings.audience.iter().map(|one| AUDIENCES.value(*one).to_owned()).collect());
        put_competence(&settings.competence, &mut state);
        let Opening { from, to } = settings.opening.clone().unwrap_or(Opening { from: None, to: None });
        from.into_iter().for_each(|from| put_day(&mut state, "ouvre", from));
        to.into_iter().for_each(|to| put_day(&mut state, "ferme", to));
        state
    }

    fn inputs(&self, of: &Definition, state: &FormState) -> Markup {
        let line = |name: &str, label: &str, hint: &str| {
            ui::text_input(&Label::new(name, label).hint(hint).state(state), state.value(name), TextKind::Text, None)
        };
        let list = |name: &str, label: &str, hint: &str| {
            ui::textarea(&Label::new(name, label).hint(hint).optional().state(state), state.value(name), 4, None)
        };
        let number =
            |name: &str, label: &str| ui::text_input(&Label::new(name, label).state(state), state.value(name), TextKind::Number, Some(4));
        let (themes, moments) = (Named::themes().and(state.values("themes")), Named::life_events().and(state.values("moments")));
        html! {
            h3 { "Ce que lit l’usager avant de commencer" }
            (line("repond", "Qui répond", "Exemple : Le service des sports."))
            (number("minutes", "Combien de minutes il faut"))
            (ui::text_input(&Label::new("prix", "Ce que cela coûte").hint("Exemple : Gratuit.").optional().state(state), state.value("prix"), TextKind::Text, None))
            (list("pieces", "Ce qu’il faut préparer", "Une chose par ligne."))
            (list("suite", "Ce qui se passe après l’envoi", "Une étape par ligne, dans l’ordre."))
            h3 { "Où on la trouve" }
            (ui::checkboxes(&Label::new("themes", "Thèmes").hint("Un au moins. On y trouve la démarche sur le portail.").state(state), &themes.choices(), state.values("themes")))
            (ui::checkboxes(&Label::new("moments", "Moments de la vie").optional().state(state), &moments.choices(), state.values("moments")))
            (list("mots", "Autres mots pour la chercher", "Un par ligne."))
            (ui::checkboxes(&Label::new("public", "Pour qui").hint("Rien de coché : tout le monde.").optional().state(state), &AUDIENCES.choices(), state.values("public")))
            h3 { "Qui peut la faire, et quand" }
            (ui::radios(&Label::new("compte", "Connexion").state(state), &SIGN_INS.choices(), state.value("compte")))
            (ui::date_input(&Label::new("ouvre", "Premier jour").hint("Vide : déjà ouverte.").optional().state(state), DateValue::from_state(state, "ouvre")))
            (ui::date_input(&Label::new("ferme", "Dernier jour").hint("Vide : sans fin.").optional().state(state), DateValue::from_state(state, "ferme")))
            (number("brouillons", "Jours avant d’effacer un brouillon"))
            h3 { "Qui traite la demande" }
            (competence(of, state))
        }
    }

    fn read(&self, of: &Definition, typed: &FormState, state: &mut FormState) -> Option<Vec<Edit>> {
        let themes = ticked(typed, "themes", &of.settings.themes);
        if themes.is_empty() {
            state.add_error("themes", "Cochez au moins un thème.");
        }
        let (from, to) = (day(typed, "ouvre", state), day(typed, "ferme", state));
        let sign_in = SIGN_INS.needed(typed, "compte", "Choisissez s’il faut un compte.", state);
        let settings = Settings {
            themes,
            life_events: ticked(typed, "moments", &of.settings.life_events),
            audience: AUDIENCES.several(typed, "public", &of.settings.audience),
            keywords: lines(typed, "mots"),
            responder: needed(typed, "repond", "Écrivez qui répond.", state),
            competence: read_competence(typed, state),
            sign_in: sign_in?,
            opening: (from.is_some() || to.is_some()).then_some(Opening { from, to }),
            pieces: lines(typed, "pieces"),
            minutes: required(typed, "minutes", u8::MAX, state)?,
            fees: optional(typed, "prix"),
            after: lines(typed, "suite"),
            processing: of.settings.processing.clone(),
            drafts_days: required(typed, "brouillons", 730_u16, state)?,
        };
        (!state.has_errors()).then(|| vec![SettingsEdit::Set { settings: Box::new(settings) }.into()])
    }
}

fn required<T>(typed: &FormState, name: &str, most: T, state: &mut FormState) -> Option<T>
where
    T: From<u8> + std::str::FromStr + PartialOrd + std::fmt::Display,
{
    let number = count(typed, name, T::from(1)..=most, state);
    if number.is_none() && state.error(name).is_none() {
        state.add_error(name, "Écrivez un nombre.");
    }
    number
}

fn put_competence(competence: &Competence, state: &mut FormState) {
    let (kind, category, place) = match competence {
        Competence::Instance {} => (HERE, "", ""),
        Competence::ByPlace { category, place } => (BY_PLACE, category.as_str(), place.as_str()),
    };
    for (name, value) in [("competence", kind), ("categorie", category), ("lieu", place)] {
        state.set(name, vec![value.to_owned()]);
    }
}

fn competence(of: &Definition, state: &FormState) -> Markup {
    let kinds = [
        Choice::new(HERE, "La collectivité qui publie la démarche"),
        Choice::new(BY_PLACE, "Celle qui est compétente pour un lieu et une catégorie"),
    ];
    let question = |name: &str, label: &str| {
        let offered = Named::questions(of).and(state.values(name));
        ui::select(&Label::new(name, label).optional().state(state), &offered.choices(), state.value(name))
    };
    html! {
        (ui::radios(&Label::new("competence", "Quelle collectivité").state(state), &kinds, state.value("competence")))
        (question("lieu", "La question qui dit le lieu"))
        (question("categorie", "La question qui dit la catégorie"))
    }
}

fn read_competence(typed: &FormState, state: &mut FormState) -> Competence {
    if typed.value("competence") != BY_PLACE {
        return Competence::Instance {};
    }
    let category = needed(typed, "categorie", "Choisissez la question qui dit la catégorie.", state);
    let place = needed(typed, "lieu", "Choisissez la question qui dit le lieu.", state);
    Competence::ByPlace { category, place }
}
