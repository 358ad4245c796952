//! The authorities: figures, search, filter by offer, and where each stands.

use axum::extract::{Query, State};
use db::{InstanceKey, Stage};
use kernel::text::folded;
use serde::Deserialize;
use ui::{Chip, Column, Markup, Page, Tone, html};
use web::{Ctx, Html, Outcome};

use crate::{
    Territory,
    directory::{Kind, Offer},
    model::{Authority, InstanceState},
    snapshot::Directory,
    urls,
};

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    offre: String,
}

pub(super) async fn get(State(territory): State<Territory>, Query(asked): Query<Asked>, _: Ctx) -> Outcome<Html> {
    let directory = territory.directory();
    let found: Vec<&Authority> = directory.authorities().filter(|authority| asked.keeps(authority)).collect();
    let body = html! {
        (ui::heading(Some("Pilotage du guichet"), "Collectivités"))
        (figures(&directory))
        (ui::search_form(urls::AUTHORITIES, "q", &asked.q, "Chercher une collectivité", &asked.kept()))
        (filter(&asked))
        @if found.is_empty() {
            (ui::empty_state("Aucune collectivité trouvée", "Changez les mots cherchés, ou retirez le filtre.", Some(ui::secondary_link_button(urls::AUTHORITIES, "Voir toutes les collectivités"))))
        } @else {
            (list(&directory, &found))
        }
    };
    Ok(Page::new("Collectivités", body).wide().into())
}

impl Asked {
    fn offer(&self) -> Option<Option<Offer>> {
        urls::offer_of_word(&self.offre)
    }

    fn keeps(&self, authority: &Authority) -> bool {
        let named = folded(&authority.name).contains(&folded(self.q.trim())) || authority.insee.as_deref() == Some(self.q.trim());
        named && self.offer().is_none_or(|offer| authority.kind == Kind::Commune && authority.offer == offer)
    }

    /// What a new search keeps of this one.
    fn kept(&self) -> Vec<(&str, &str)> {
        if self.offre.is_empty() { Vec::new() } else { vec![("offre", self.offre.as_str())] }
    }

    /// The list with this filter set, or taken away.
    fn href(&self, offer: Option<&str>) -> String {
        let words = (!self.q.is_empty()).then(|| format!("q={}", web::posted::encode(&self.q)));
        let query: Vec<String> = words.into_iter().chain(offer.map(|word| format!("offre={word}"))).collect();
        if query.is_empty() { urls::AUTHORITIES.to_owned() } else { format!("{}?{}", urls::AUTHORITIES, query.join("&")) }
    }
}

fn figures(directory: &Directory) -> Markup {
    let under = |offer| directory.communes().iter().filter(|commune| commune.offer == Some(offer)).count();
    let open = [Stage::Production, Stage::Test].map(|stage| directory.open_at(stage).count());
    let figure = |value: usize, label: &str, detail: Option<&str>| ui::key_figure(&value.to_string(), label, detail);
    ui::key_figures(&[
        figure(directory.communes().len(), "communes", Some("et la Métropole")),
        figure(under(Offer::Partner), "à l’offre Partenaire", None),
        figure(under(Offer::Subscriber), "à l’offre Abonné", None),
        figure(under(Offer::Connected), "à l’offre Connecté", None),
        figure(open[0], "espaces de production ouverts", Some(&format!("et {} de test", open[1]))),
    ])
}

fn filter(asked: &Asked) -> Markup {
    let offers = [Some(Offer::Partner), Some(Offer::Subscriber), Some(Offer::Connected), None];
    let filters: Vec<(String, &str, bool)> = offers
        .into_iter()
        .map(|offer| {
            let active = asked.offer() == Some(offer);
            let href = asked.href((!active).then(|| urls::offer_word(offer)));
            (href, offer.map_or("Sans offre", Offer::label), active)
        })
        .collect();
    let chips: Vec<Chip<'_>> = filters.iter().map(|(href, label, active)| Chip { href, label, active: *active }).collect();
    ui::chips("Filtrer par offre", &chips)
}

fn list(directory: &Directory, found: &[&Authority]) -> Markup {
    let columns = ["Collectivité", "Niveau", "Offre", "Production", "Test"].map(Column::text);
    let rows: Vec<Vec<Markup>> = found.iter().map(|authority| row(directory, authority)).collect();
    let caption = kernel::text::count(found.len() as u64, "collectivité");
    ui::table(&caption, &columns, &rows)
}

fn row(directory: &Directory, authority: &Authority) -> Vec<Markup> {
    let level = match authority.kind {
        Kind::Metropole => "Métropole",
        Kind::Commune => "Commune",
    };
    let key = |stage| InstanceKey { authority: authority.slug.clone(), stage };
    vec![
        html! { a href=(urls::authority(&authority.slug)) { (authority.name) } },
        html! { (level) },
        offer(authority),
        state(directory, &key(Stage::Production)),
        state(directory, &key(Stage::Test)),
    ]
}

/// The offer of an authority, in a word.
pub(super) fn offer(authority: &Authority) -> Markup {
    match (authority.kind, authority.offer) {
        (Kind::Metropole, _) => html! { "Toutes les fonctions" },
        (Kind::Commune, Some(offer)) => html! { (offer.label()) },
        (Kind::Commune, None) => html! { "Sans offre" },
    }
}

/// Where an instance stands, in a word.
pub(super) fn state(directory: &Directory, key: &InstanceKey) -> Markup {
    let Some(instance) = directory.instance(key) else { return html! { "Pas d’espace" } };
    let tone = match instance.state {
        InstanceState::Opening => Tone::Warning,
        InstanceState::Open => Tone::Success,
        InstanceState::Closed => Tone::Neutral,
    };
    ui::status_tag(tone, instance.state.label())
}
