//! What the offers give, side by side.

use ui::{Column, Markup, Tone, html};

use crate::{
    directory::Offer,
    model::{Line, TABLE},
};

/// The table of functions, a column per offer; the present one says so.
pub(super) fn table(present: Option<Offer>) -> Markup {
    let offers = [Offer::Connected, Offer::Subscriber, Offer::Partner];
    let label =
        |offer: Offer| if present == Some(offer) { format!("{} (offre actuelle)", offer.label()) } else { offer.label().to_owned() };
    let labels = offers.map(label);
    let columns: Vec<Column<'_>> = ["Fonction", "Domaine"].into_iter().chain(labels.iter().map(String::as_str)).map(Column::text).collect();
    let row = |line: &Line| {
        let named = [html! { (line.label) }, html! { (line.group.label()) }];
        named.into_iter().chain(offers.map(|offer| given(line.offers.contains(&offer)))).collect()
    };
    let rows: Vec<Vec<Markup>> = TABLE.iter().map(row).collect();
    ui::table("Ce que donne chaque offre", &columns, &rows)
}

fn given(yes: bool) -> Markup {
    if yes { ui::status_tag(Tone::Success, "Oui") } else { ui::status_tag(Tone::Neutral, "Non") }
}

/// The functions that one offer gives and the other does not.
pub(super) fn difference(with: Option<Offer>, without: Option<Offer>) -> Vec<&'static str> {
    let gives = |offer: Option<Offer>, line: &Line| offer.is_some_and(|offer| line.offers.contains(&offer));
    TABLE.iter().filter(|line| gives(with, line) && !gives(without, line)).map(|line| line.label).collect()
}
