//! What every page of a list has: its way, its title, its parts.

use db::{InstanceKey, InstanceTx};
use jiff::SignedDuration;
use kernel::{Slug, Timestamp};
use ui::{Kind, Link, Markup, Page, Tab, html};
use web::{Ctx, Failure, Outcome};

use super::urls;
use crate::{
    model::Referential,
    store::{self, records},
};

/// The parts of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Rows,
    Import,
    Source,
    Settings,
}

impl Part {
    const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Rows, "", "Fiches"),
        (Self::Import, "import", "Importer"),
        (Self::Source, "source", "Source"),
        (Self::Settings, "reglages", "Réglages"),
    ];
}

/// The list that an address names.
pub async fn find(tx: &mut InstanceTx, slug: &str) -> Outcome<Referential> {
    let slug: Slug = slug.parse().map_err(|_| Failure::NOT_FOUND)?;
    store::referentials::by_slug(tx, &slug).await?.ok_or(Failure::NOT_FOUND)
}

/// The list that an address names, kept from other hands.
pub async fn hold(tx: &mut InstanceTx, slug: &str) -> Outcome<Referential> {
    let slug: Slug = slug.parse().map_err(|_| Failure::NOT_FOUND)?;
    store::referentials::hold(tx, &slug).await?.ok_or(Failure::NOT_FOUND)
}

/// A page of a list, under its parts.
pub fn page(ctx: &Ctx, list: &Referential, part: Part, body: Markup) -> Outcome<Page> {
    let instance = ctx.instance()?;
    let hrefs = Part::ALL
        .map(|(_, name, _)| if name.is_empty() { urls::list(instance, &list.slug) } else { urls::part(instance, &list.slug, name) });
    let tabs: Vec<Tab<'_>> =
        Part::ALL.iter().zip(&hrefs).map(|((each, _, label), href)| Tab { href, label, count: None, current: *each == part }).collect();
    let name = Part::ALL.iter().find(|(each, ..)| *each == part).map_or("", |(_, _, label)| label);
    let body = html! {
        (ui::breadcrumb(&[Link::new(urls::lists(instance), "Listes")], &list.label))
        (ui::heading(Some("Liste"), &list.label))
        (ui::tabs("Parties de la liste", &tabs))
        (body)
    };
    Ok(Page::new(format!("{name} – {}", list.label), body).wide())
}

/// A page below a list: a record, an import.
pub fn below(instance: &InstanceKey, list: &Referential, here: &str, body: Markup) -> Page {
    let way = [Link::new(urls::lists(instance), "Listes"), Link::new(urls::list(instance, &list.slug), &list.label)];
    let body = html! {
        (ui::breadcrumb(&way, here))
        (body)
    };
    Page::new(format!("{here} – {}", list.label), body)
}

/// How old the copy of a source is, and what is wrong with the source.
pub fn freshness(list: &Referential, wall: Timestamp) -> Markup {
    let since = |at: Timestamp| age(wall.duration_since(at));
    html! {
        @match (&list.trouble, list.fetched_at) {
            _ if list.source().is_none() => {},
            (Some(trouble), fetched) => (ui::notice(Kind::Warning, "La source n’a pas pu être lue", html! {
                p { (trouble) }
                @match fetched {
                    Some(at) => p { "La dernière bonne copie reste en service. Elle a été lue " (since(at)) "." },
                    None => p { "Aucune copie n’a encore été lue." },
                }
            })),
            (None, Some(at)) => p.hint { "Copie d’une source, lue " (since(at)) ". Les fiches ne se modifient pas ici." },
            (None, None) => p.hint { "La source n’a pas encore été lue." },
        }
    }
}

/// « il y a 5 minutes ».
fn age(since: SignedDuration) -> String {
    let count = |number: i64, noun: &str| format!("il y a {}", kernel::text::count(number.unsigned_abs(), noun));
    match since.as_secs() {
        ..60 => "à l’instant".to_owned(),
        seconds @ 60..3_600 => count(seconds / 60, "minute"),
        seconds @ 3_600..86_400 => count(seconds / 3_600, "heure"),
        seconds => count(seconds / 86_400, "jour"),
    }
}

/// The words for a state's tag.
pub fn state_tag(state: crate::State) -> Markup {
    let tone = match state {
        crate::State::Draft => ui::Tone::Neutral,
        crate::State::Active => ui::Tone::Success,
        crate::State::Withdrawn => ui::Tone::Warning,
    };
    ui::status_tag(tone, state.label())
}

/// What a list depends on or may relate to: name and label, the territory's
/// first, this one left out.
pub async fn others(records: &crate::Records, tx: &mut InstanceTx, but: &Slug) -> Outcome<Vec<(String, String)>> {
    let base = records.base().lists.keys().map(|name| (name.clone(), base_label(name).to_owned()));
    let mut others: Vec<(String, String)> = base.collect();
    let own = store::referentials::lines(tx).await?.into_iter().filter(|line| line.slug != *but);
    others.extend(own.map(|line| (line.slug.to_string(), line.label)));
    Ok(others)
}

fn base_label(name: &str) -> &str {
    match name {
        "communes" => "Communes du territoire",
        "french-communes" => "Communes de France",
        "countries" => "Pays",
        name => name,
    }
}

/// The refusal of whoever writes in a list that a source feeds.
pub fn refuse_if_fed(list: &Referential) -> Outcome<()> {
    match list.source() {
        None => Ok(()),
        Some(_) => Err(kernel::Problem::Conflict(
            "Les fiches de cette liste viennent d’une source. Retirez la source pour les modifier ici.".to_owned(),
        )
        .into()),
    }
}

/// How many records are in each state, for tabs.
pub async fn counts(tx: &mut InstanceTx, list: &Slug) -> Outcome<Vec<(crate::State, u64)>> {
    let mut counts = Vec::new();
    for state in [crate::State::Active, crate::State::Draft, crate::State::Withdrawn] {
        counts.push((state, records::count(tx, list, state).await?));
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_told_in_its_largest_unit() {
        for (seconds, told) in [(5, "à l’instant"), (90, "il y a 1 minute"), (7_300, "il y a 2 heures"), (3 * 86_400, "il y a 3 jours")]
        {
            assert_eq!(age(SignedDuration::from_secs(seconds)), told);
        }
    }
}
