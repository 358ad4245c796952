//! The blocks of a document in one form: typed, moved and removed before they are kept.
//!
//! Inputs: `bloc.{rank}.type`, `.texte`; for lines `.{line}.label` and `.{line}.texte`.
//! The button `faire` says `monter.{rank}`, `descendre.{rank}`, `enlever.{rank}`
//! or `ajouter.{type}`: the page comes back so changed, nothing kept yet.

use authoring::DocumentEdit;
use definition::{Block, Row};
use kernel::Slug;
use ui::{FormState, Label, Markup, TextKind, html};

/// Blocks read at most, and lines of a block.
const MOST: usize = 200;

/// The types, as the form sends them and as authors read them.
const TYPES: [(&str, &str); 4] =
    [("titre", "Titre"), ("paragraphe", "Paragraphe"), ("lignes", "Lignes (un nom, une valeur)"), ("reponses", "Toutes les réponses")];

fn cell(rank: usize, what: &str) -> String {
    format!("bloc.{rank}.{what}")
}

fn pair(rank: usize, line: usize, what: &str) -> String {
    format!("bloc.{rank}.{line}.{what}")
}

fn name(block: &Block) -> &'static str {
    match block {
        Block::Heading(_) => "titre",
        Block::Paragraph(_) => "paragraphe",
        Block::Pairs(_) => "lignes",
        Block::Answers => "reponses",
    }
}

fn blank(name: &str) -> Option<Block> {
    Some(match name {
        "titre" => Block::Heading(String::new()),
        "paragraphe" => Block::Paragraph(String::new()),
        "lignes" => Block::Pairs(vec![]),
        "reponses" => Block::Answers,
        _ => return None,
    })
}

/// Puts blocks in a form.
pub(super) fn put(blocks: &[Block], state: &mut FormState) {
    for (rank, block) in blocks.iter().enumerate() {
        state.set(cell(rank, "type"), vec![name(block).to_owned()]);
        match block {
            Block::Heading(text) | Block::Paragraph(text) => state.set(cell(rank, "texte"), vec![text.clone()]),
            Block::Pairs(rows) => {
                for (line, row) in rows.iter().enumerate() {
                    state.set(pair(rank, line, "label"), vec![row.label.clone()]);
                    state.set(pair(rank, line, "texte"), vec![row.text.clone()]);
                }
            }
            Block::Answers => {}
        }
    }
}

/// The blocks as typed, once done what a small button asks.
pub(super) fn typed(state: &FormState) -> Vec<Block> {
    let mut blocks: Vec<Block> = (0..MOST).map_while(|rank| one(rank, state)).collect();
    change(&mut blocks, state.value("faire"));
    blocks
}

fn one(rank: usize, state: &FormState) -> Option<Block> {
    let text = |name: &str| state.value(name).replace("\r\n", "\n");
    let row = |line: usize| Row { label: text(&pair(rank, line, "label")).trim().to_owned(), text: text(&pair(rank, line, "texte")) };
    Some(match blank(state.value(&cell(rank, "type")))? {
        Block::Heading(_) => Block::Heading(text(&cell(rank, "texte")).trim().to_owned()),
        Block::Paragraph(_) => Block::Paragraph(text(&cell(rank, "texte"))),
        Block::Pairs(_) => Block::Pairs((0..MOST).map(row).filter(|row| !row.label.is_empty() || !row.text.trim().is_empty()).collect()),
        Block::Answers => Block::Answers,
    })
}

fn change(blocks: &mut Vec<Block>, asked: &str) {
    let Some((what, which)) = asked.split_once('.') else { return };
    let rank = which.parse().ok().filter(|rank: &usize| *rank < blocks.len());
    match (what, rank) {
        ("ajouter", _) => blocks.extend(blank(which)),
        ("monter", Some(rank)) if rank > 0 => blocks.swap(rank, rank - 1),
        ("descendre", Some(rank)) if rank + 1 < blocks.len() => blocks.swap(rank, rank + 1),
        ("enlever", Some(rank)) => drop(blocks.remove(rank)),
        _ => {}
    }
}

/// What turns one list into the other: what begins and ends both is left alone.
pub(super) fn edits(slug: &Slug, before: &[Block], after: &[Block]) -> Vec<DocumentEdit> {
    let same = before.iter().zip(after).take_while(|(old, new)| old == new).count();
    let (old, new) = (&before[same..], &after[same..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    let kept = old.len().min(new.len());
    let set = new[..kept].iter().zip(old).enumerate().filter(|(_, (new, old))| new != old);
    let set = set.map(|(rank, (block, _))| DocumentEdit::SetBlock { slug: slug.clone(), at: same + rank, block: block.clone() });
    let add = new[kept..].iter().enumerate();
    let add = add.map(|(rank, block)| DocumentEdit::AddBlock { slug: slug.clone(), block: block.clone(), at: Some(same + kept + rank) });
    let remove = old[kept..].iter().map(|_| DocumentEdit::RemoveBlock { slug: slug.clone(), at: same + kept });
    set.chain(add).chain(remove).collect()
}

/// What inserts something in a text, given its name and how it is told apart.
type Insert<'a> = &'a dyn Fn(&str, &str) -> Markup;

/// The inputs of all blocks, and the buttons to add one.
pub(super) fn inputs(blocks: &[Block], insert: Insert<'_>) -> Markup {
    html! {
        @for (rank, block) in blocks.iter().enumerate() { (one_block(rank, blocks.len(), block, insert)) }
        div.studio-add #ajouter {
            p { "Ajouter à la fin\u{a0}:" }
            (ui::button_row(html! { @for (name, label) in TYPES { (button(&format!("ajouter.{name}"), label, "", blocks.len())) } }))
        }
    }
}

fn one_block(rank: usize, many: usize, block: &Block, insert: Insert<'_>) -> Markup {
    let label = TYPES.iter().find(|(one, _)| *one == name(block)).map_or("", |(_, label)| label);
    let legend = format!("Bloc {}\u{a0}: {label}", rank + 1);
    let (text, of) = (cell(rank, "texte"), format!("le bloc {}", rank + 1));
    let fields = ui::fieldset(
        &format!("bloc.{rank}"),
        &legend,
        None,
        None,
        html! {
            (ui::hidden(&cell(rank, "type"), name(block)))
            @match block {
                Block::Heading(written) => {
                    (ui::text_input(&Label::new(&text, "Texte du titre"), written, TextKind::Text, None))
                    (insert(&text, &of))
                }
                Block::Paragraph(written) => {
                    (ui::textarea(&Label::new(&text, "Texte du paragraphe"), written, 4, None))
                    (insert(&text, &of))
                }
                Block::Pairs(rows) => (lines(rank, rows, insert)),
                Block::Answers => p.hint { "Les questions et les réponses de l’usager, comme dans son récapitulatif." },
            }
            (ui::button_row(html! {
                @if rank > 0 { (button(&format!("monter.{rank}"), "Monter", &of, rank - 1)) }
                @if rank + 1 < many { (button(&format!("descendre.{rank}"), "Descendre", &of, rank + 1)) }
                (button(&format!("enlever.{rank}"), "Enlever", &of, rank.saturating_sub(1)))
            }))
        },
    );
    html! { div.studio-block { (fields) } }
}

/// The lines of a block, and one more to write.
fn lines(rank: usize, rows: &[Row], insert: Insert<'_>) -> Markup {
    let empty = Row { label: String::new(), text: String::new() };
    html! {
        @for (line, row) in rows.iter().chain([&empty]).enumerate() {
            @let (label, text) = (pair(rank, line, "label"), pair(rank, line, "texte"));
            div.studio-line {
                (ui::text_input(&Label::new(&label, &format!("Nom {}", line + 1)).optional(), &row.label, TextKind::Text, None))
                (ui::textarea(&Label::new(&text, &format!("Valeur {}", line + 1)).optional(), &row.text, 1, None))
                (insert(&text, &format!("la valeur {} du bloc {}", line + 1, rank + 1)))
            }
        }
        p.hint { "Videz une ligne pour l’enlever. «\u{a0}Voir l’aperçu\u{a0}» en offre une autre." }
    }
}

/// A button that changes the page without keeping anything; one comes back near the block `near`.
fn button(value: &str, label: &str, of: &str, near: usize) -> Markup {
    let back = format!("#{}", ui::field_id(&format!("bloc.{near}")));
    html! {
        button.button.secondary.small type="submit" name="faire" value=(value) formaction=(back) { (label) @if !of.is_empty() { span.hidden { " " (of) } } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(letters: &str) -> Vec<Block> {
        letters.chars().map(|letter| Block::Paragraph(letter.to_string())).collect()
    }

    fn after(before: &str, asked: &str) -> Vec<Block> {
        let mut state = FormState::default();
        put(&blocks(before), &mut state);
        state.set("faire", vec![asked.to_owned()]);
        typed(&state)
    }

    #[test]
    fn small_buttons_move_and_remove_what_was_typed() {
        assert_eq!(after("abc", "monter.2"), blocks("acb"));
        assert_eq!(after("abc", "descendre.0"), blocks("bac"));
        assert_eq!(after("abc", "enlever.1"), blocks("ac"));
        assert_eq!(after("a", "ajouter.reponses"), [blocks("a"), vec![Block::Answers]].concat());
        for nothing in ["monter.0", "descendre.2", "enlever.9", "ajouter.image", "monter", "garder", "monter.-1", ""] {
            assert_eq!(after("abc", nothing), blocks("abc"), "{nothing}");
        }
    }

    #[test]
    fn edits_turn_one_list_into_the_other_and_touch_no_more() {
        use definition::DocumentTemplate;
        let mut of = authoring::new_definition("Essai", authoring::Model::Request);
        let slug: Slug = "lettre".parse().unwrap();
        for (before, now, many) in [
            ("abc", "abc", 0),
            ("abc", "ac", 1),
            ("ac", "abc", 1),
            ("abc", "axc", 1),
            ("abc", "acb", 2),
            ("", "ab", 2),
            ("ab", "", 2),
            ("aab", "ab", 1),
        ] {
            of.documents.insert(slug.clone(), DocumentTemplate { title: "Lettre".to_owned(), blocks: blocks(before) });
            let edits = edits(&slug, &blocks(before), &blocks(now));
            assert_eq!(edits.len(), many, "{before} → {now}");
            let edited = edits.into_iter().fold(of.clone(), |of, edit| authoring::apply(&of, &edit.into()).unwrap());
            assert_eq!(edited.documents[&slug].blocks, blocks(now), "{before} → {now}");
        }
    }
}
