//! The files of a case as its citizen finds them: hers, the service's, and
//! those among her answers.

use forms::{Answers, FileRef};
use kernel::text;
use ui::{Markup, Row, file_link, html, section, summary_list};

use super::{seen_case::SeenCase, urls};
use crate::{
    Cases,
    former::Former,
    model::{FileOrigin, Verdict},
    store::attachments::Attachment,
};

/// Pictures that every browser draws.
const PICTURES: [&str; 3] = ["image/jpeg", "image/png", "image/webp"];
/// A picture heavier than this is not fetched only to be seen small.
const LARGEST_PICTURE: i64 = 2_000_000;

/// Her files under what they were asked as, then the service's under their dates.
pub(super) fn lists(seen: &SeenCase, files: &[Attachment]) -> Markup {
    let (hers, theirs): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.origin == FileOrigin::Citizen);
    let hers = list(hers, |file| asked(seen, file), |file| link(seen, file, file.name.expose()));
    let theirs = list(theirs, day, |file| link(seen, file, stem(file.name.expose())));
    html! {
        @if let Some(hers) = hers { (section("Vos pièces", hers)) }
        @if let Some(theirs) = theirs { (section("Documents du service", theirs)) }
    }
}

/// Files that follow one another under the same title share its line.
fn list(files: Vec<&Attachment>, title: impl Fn(&Attachment) -> String, link: impl Fn(&Attachment) -> Markup) -> Option<Markup> {
    let titled: Vec<(String, &Attachment)> = files.into_iter().map(|file| (title(file), file)).collect();
    let row = |same: &[(String, &Attachment)]| Row::new(&same[0].0, html! { @for (_, file) in same { (link(file)) } });
    let rows: Vec<Row> = titled.chunk_by(|(one, _), (other, _)| one == other).map(row).collect();
    (!rows.is_empty()).then(|| summary_list(&rows))
}

fn day(file: &Attachment) -> String {
    text::date(text::day(file.at))
}

/// What a file of hers was asked as, or the day she added it.
fn asked(seen: &SeenCase, file: &Attachment) -> String {
    let question = file.field.as_ref().and_then(|name| seen.compiled.form().question(name));
    question.map_or_else(|| format!("Ajouté le {}", day(file)), |field| field.field().label.clone())
}

/// A name without its extension.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn link(seen: &SeenCase, file: &Attachment, name: &str) -> Markup {
    if let Some(words) = file.unopened() {
        return unopened(file, name, words);
    }
    let size = text::size(file.size.unsigned_abs());
    let detail = if file.media_type == "application/pdf" { format!("PDF, {size}") } else { size };
    let is_picture = PICTURES.contains(&file.media_type.as_str()) && file.size <= LARGEST_PICTURE;
    file_link(&urls::piece(&seen.url, file.id), name, &detail, is_picture)
}

/// A file that cannot be opened, and why.
fn unopened(file: &Attachment, name: &str, words: &str) -> Markup {
    let is_to_send_again = file.verdict == Some(Verdict::Infected) && file.origin == FileOrigin::Citizen;
    html! { p { (name) br; span.hint { (words) @if is_to_send_again { " Envoyez-en un autre." } } } }
}

/// What she answered, as it stood the day she sent it.
pub(super) fn answers(cases: &Cases, seen: &SeenCase, files: &[Attachment], former: &[Former]) -> Markup {
    let answers = Answers::from_json(seen.row.answers.expose().clone());
    let journey = cases.journey(&seen.compiled, &answers, &seen.row);
    let file = |answered: &FileRef| match files.iter().find(|file| file.id.to_string() == answered.id) {
        Some(file) => link(seen, file, file.name.expose()),
        None => html! { (answered.name) },
    };
    let kept = cases.kept_answers(former, &journey, &seen.row, &file);
    html! {
        @for (title, rows) in forms::given(&journey, &file) {
            h3 { (title) }
            (summary_list(&rows))
        }
        @if !kept.is_empty() {
            h3 { "Questions qui ne sont plus posées" }
            (summary_list(&kept))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_a_name_without_its_extension() {
        for (name, title) in
            [("Accusé de réception.pdf", "Accusé de réception"), ("n° 3.2 signé.pdf", "n° 3.2 signé"), ("arrêté", "arrêté")]
        {
            assert_eq!(stem(name), title);
        }
    }
}
