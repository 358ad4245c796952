//! What the programs of a service would reach without a person: reviewed as
//! the data are.

use ui::{Column, Markup, Tone, html};

use crate::model::{
    api_scope::{ApiScope, ApiScopes},
    partner::declaration::Declaration,
};

/// Each access, and what becomes of it. Nothing when there is none.
pub(super) fn reviewed(declared: &Declaration, live: Option<&Declaration>) -> Markup {
    let (after, before) = (&declared.protocol.api_scopes, live.map(|live| &live.protocol.api_scopes));
    let rows: Vec<Vec<Markup>> = ApiScope::ALL.iter().filter_map(|scope| row(*scope, after, before)).collect();
    html! {
        @if !rows.is_empty() {
            (ui::section("Accès de ses programmes", ui::table("Accès sans usager", &[Column::text("Accès"), Column::text("Ce qu’il permet")], &rows)))
        }
    }
}

fn row(scope: ApiScope, after: &ApiScopes, before: Option<&ApiScopes>) -> Option<Vec<Markup>> {
    let mark = match (after.contains(scope), before.map(|before| before.contains(scope))) {
        (true, None | Some(true)) => None,
        (true, Some(false)) => Some((Tone::Warning, "Nouveau")),
        (false, Some(true)) => Some((Tone::Neutral, "Retiré")),
        (false, None | Some(false)) => return None,
    };
    let name = html! { (scope.label()) @if let Some((tone, words)) = mark { " " (ui::status_tag(tone, words)) } };
    Some(vec![name, html! { (scope.hint()) }])
}
