//! No sheet loses anything: what it draws, sent back as a browser does, changes nothing.

use std::{collections::HashSet, fs, mem::discriminant, path::Path};

use authoring::{Edit, Effects, Group, Place};
use definition::Definition;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value as Json;
use ui::FormState;
use workflow::GuardedEffect;

use super::{Sheet, list};
use crate::pages::described::Around;

/// The definitions that the product ships with.
pub(super) fn shipped() -> Vec<Definition> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../definitions");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let sources = paths.iter().filter(|path| path.extension().is_some_and(|end| end == "toml"));
    sources.map(|path| definition::from_toml(&fs::read_to_string(path).unwrap()).unwrap()).collect()
}

/// Every place that has a sheet; of effects that differ by their words alone, one.
fn places(of: &Definition) -> Vec<Place> {
    let workflow = &of.workflow;
    let mut seen = HashSet::new();
    let mut effects = |owner: &Effects, effects: &[GuardedEffect]| -> Vec<Place> {
        let is_new = |guarded: &GuardedEffect| seen.insert(shape(guarded)) || guarded.when.is_some();
        let ranks = effects.iter().map(is_new).enumerate().filter(|(_, is_new)| *is_new);
        ranks.map(|(at, _)| Place::Effect(owner.clone(), at)).collect()
    };
    let mut all = vec![Place::Presentation, Place::Settings, Place::Processing, Place::Filed, Place::Clock];
    for page in &of.form.pages {
        all.push(Place::Page(page.slug.clone()));
        questions(of, &Group::page(page.slug.clone()), &mut all);
    }
    for input in of.inputs.keys() {
        all.push(Place::Input(input.clone()));
        questions(of, &Group::input(input.clone()), &mut all);
    }
    all.extend(workflow.statuses.iter().map(|one| Place::Status(one.slug.clone())));
    all.extend(effects(&Effects::Filed, &workflow.on_filed));
    for transition in &workflow.transitions {
        all.push(Place::Transition(transition.slug.clone()));
        all.extend(effects(&Effects::Transition(transition.slug.clone()), &transition.effects));
    }
    all.extend(workflow.automations.iter().map(|one| Place::Automation(one.slug.clone())));
    all.extend(workflow.functions.iter().map(|one| Place::Function(one.slug.clone())));
    all.extend(workflow.data.iter().map(|one| Place::Data(one.slug.clone())));
    all.extend(of.connectors.iter().map(|one| Place::Connector(one.slug.clone())));
    all.extend(of.messages.keys().cloned().map(Place::Message));
    all.extend(of.documents.keys().cloned().map(Place::Document));
    all
}

/// What an effect is, and which settings it has, but for what they say.
fn shape(guarded: &GuardedEffect) -> impl Eq + std::hash::Hash + use<> {
    let written = serde_json::to_value(&guarded.effect).unwrap();
    let settings = written.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), discriminant::<Json>(value)));
    (guarded.effect.name(), settings.collect::<Vec<_>>())
}

fn questions(of: &Definition, group: &Group, all: &mut Vec<Place>) {
    for field in authoring::questions(of, group).unwrap_or_default() {
        let at = group.field(field.slug);
        questions(of, &at.inside(), all);
        all.push(Place::Field(at));
    }
}

/// What a browser sends when the author touches nothing and keeps.
fn sent(html: &str) -> FormState {
    let page = Html::parse_fragment(html);
    let controls = Selector::parse("input, select, textarea").unwrap();
    let mut pairs = vec![("faire".to_owned(), super::KEEP.to_owned())];
    for control in page.select(&controls) {
        let name = control.attr("name").unwrap_or_default().to_owned();
        let value = match control.value().name() {
            "select" => chosen(control),
            "textarea" => Some(control.text().collect::<String>().replace('\n', "\r\n")),
            _ => ticked_or_typed(control),
        };
        pairs.extend(value.map(|value| (name, value)));
    }
    FormState::from_pairs(pairs)
}

fn chosen(select: ElementRef<'_>) -> Option<String> {
    let options: Vec<_> = select.select(&Selector::parse("option").unwrap()).collect();
    let option = options.iter().find(|option| option.attr("selected").is_some()).or(options.first())?;
    option.attr("value").map(ToOwned::to_owned)
}

fn ticked_or_typed(input: ElementRef<'_>) -> Option<String> {
    let is_box = matches!(input.attr("type"), Some("radio" | "checkbox"));
    (!is_box || input.attr("checked").is_some()).then(|| input.attr("value").unwrap_or_default().to_owned())
}

/// The document after what the sheet reads in a form; or why it refuses.
fn kept(of: &Definition, sheet: &dyn Sheet, typed: &FormState) -> Result<Definition, Vec<String>> {
    let mut state = typed.clone();
    let edits: Option<Vec<Edit>> = sheet.read(of, typed, &mut state);
    let refused = || -> Vec<String> { state.errors().iter().map(|error| format!("{}: {}", error.field, error.message)).collect() };
    let edits = edits.ok_or_else(refused)?;
    edits.iter().try_fold(of.clone(), |of, edit| authoring::apply(&of, edit)).map_err(|error| vec![error.to_string()])
}

#[test]
fn keeping_a_sheet_untouched_changes_nothing_in_any_definition() {
    let mut wrong = Vec::new();
    for of in shipped() {
        for place in places(&of) {
            let sheet = list::of(&of, &place, &Around::default()).unwrap_or_else(|| panic!("{place} has no sheet"));
            let typed = sent(&sheet.inputs(&of, &sheet.typed(&of)).into_string());
            match kept(&of, &*sheet, &typed) {
                Ok(same) if same == of => {}
                Ok(other) => {
                    let told = authoring::compare::differences(&of, &other).iter().map(ToString::to_string).collect::<Vec<_>>();
                    wrong.push(format!("{} {place}: {told:?}", of.slug));
                }
                Err(errors) => wrong.push(format!("{} {place} refuses: {errors:?}", of.slug)),
            }
        }
    }
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn names_that_lead_nowhere_any_more_are_kept_until_the_author_says_otherwise() {
    let mut of = shipped().into_iter().find(|of| of.slug == "location-salle").unwrap();
    of.messages.clear();
    of.documents.clear();
    of.workflow.statuses.remove(1);
    of.workflow.functions.clear();
    of.workflow.data.clear();
    for place in places(&of) {
        let sheet = list::of(&of, &place, &Around::default()).unwrap();
        let typed = sent(&sheet.inputs(&of, &sheet.typed(&of)).into_string());
        assert_eq!(kept(&of, &*sheet, &typed).as_ref(), Ok(&of), "{place}");
    }
}

#[test]
fn what_is_shown_beside_a_text_is_the_text() {
    for of in shipped() {
        for place in places(&of).into_iter().filter(|place| matches!(place, Place::Message(_) | Place::Document(_))) {
            let sheet = list::of(&of, &place, &Around::default()).unwrap();
            let shown = sheet.shown(&of, &sheet.typed(&of)).map(|shown| shown.into_string()).unwrap_or_default();
            assert!(shown.contains("studio-letter"), "{} {place}: {shown}", of.slug);
        }
    }
}

/// Things that nobody should send, and that somebody will.
const GARBAGE: [&str; 14] = [
    "",
    " ",
    "+",
    "oui",
    "garder",
    "-1",
    "99999999999999999999",
    "1e309",
    "é È\u{a0}« ",
    "{{ {% nope",
    "a\r\nb\u{0}c",
    "true && (",
    "../../x",
    "{\"do\":1}",
];

/// The same at each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// A form where some inputs hold garbage, or are missing.
fn spoilt(sound: &FormState, dice: &mut Dice) -> FormState {
    let mut pairs = Vec::new();
    for name in sound.names() {
        let values = sound.values(name).to_vec();
        match dice.roll(4) {
            0 => pairs.push((name.to_owned(), GARBAGE[dice.roll(GARBAGE.len())].to_owned())),
            1 => {}
            _ => pairs.extend(values.into_iter().map(|value| (name.to_owned(), value))),
        }
    }
    FormState::from_pairs(pairs)
}

#[test]
fn garbage_is_refused_or_kept_and_never_breaks_anything() {
    let mut dice = Dice(2026);
    for of in shipped().into_iter().filter(|of| ["inscription-scolaire", "location-salle"].contains(&of.slug.as_str())) {
        let mut all = places(&of);
        all.extend(of.workflow.transitions.iter().map(|one| Place::Effect(Effects::Transition(one.slug.clone()), one.effects.len())));
        for place in all {
            let sheet = list::of(&of, &place, &Around::default()).unwrap();
            let sound = sent(&sheet.inputs(&of, &sheet.typed(&of)).into_string());
            for _ in 0..2 {
                let typed = spoilt(&sound, &mut dice);
                drop(sheet.inputs(&of, &typed).into_string());
                drop(sheet.shown(&of, &typed));
                if let Ok(other) = kept(&of, &*sheet, &typed) {
                    let written = serde_json::to_value(&other).unwrap();
                    assert_eq!(serde_json::from_value::<Definition>(written).unwrap(), other, "{place}");
                    let again = list::of(&other, &place, &Around::default()).unwrap_or_else(|| panic!("{place} is gone"));
                    drop(again.inputs(&other, &again.typed(&other)).into_string());
                }
            }
        }
    }
}

#[test]
fn a_new_effect_is_chosen_then_filled_in() {
    let of = shipped().into_iter().find(|of| of.slug == "location-salle").unwrap();
    let many = of.workflow.on_filed.len();
    let place = Place::Effect(Effects::Filed, many);
    let sheet = list::of(&of, &place, &Around::default()).unwrap();
    assert_eq!(kept(&of, &*sheet, &FormState::default()), Err(vec!["effet: Choisissez ce qu’il faut faire.".to_owned()]));

    let chosen = FormState::from_pairs([("effet", "journal"), ("faire", "choisir")]);
    assert!(sheet.inputs(&of, &chosen).into_string().contains("reglage.text"), "its settings are shown");
    assert_eq!(kept(&of, &*sheet, &chosen), Err(vec!["reglage.text: Remplissez «\u{a0}Texte\u{a0}».".to_owned()]));

    let filled = FormState::from_pairs([("effet", "journal"), ("reglage.text", "Vu."), ("reglage.visible", "oui")]);
    let edited = kept(&of, &*sheet, &filled).unwrap();
    assert_eq!(
        serde_json::to_value(&edited.workflow.on_filed[many]).unwrap(),
        serde_json::json!({ "do": "journal", "text": "Vu.", "visible": true })
    );
    assert!(list::of(&of, &Place::Effect(Effects::Filed, many + 1), &Around::default()).is_none());
}

#[test]
fn a_list_is_chosen_by_its_title_and_one_that_is_not_there_is_kept_and_told() {
    let mut of = shipped().into_iter().find(|of| of.slug == "location-salle").unwrap();
    let room = serde_json::json!({ "slug": "batiment", "label": "Bâtiment", "type": "referential", "list": "batiments" });
    of.form.pages[0].fields.push(serde_json::from_value(room).unwrap());
    let place = Place::Field(Group::page(of.form.pages[0].slug.clone()).field("batiment"));
    let drawn = |around: &Around| {
        let sheet = list::of(&of, &place, around).unwrap();
        let inputs = sheet.inputs(&of, &sheet.typed(&of)).into_string();
        assert_eq!(kept(&of, &*sheet, &sent(&inputs)).as_ref(), Ok(&of));
        let page = Html::parse_fragment(&inputs);
        let options = Selector::parse("select[name='reglage.list'] option").unwrap();
        page.select(&options).map(|option| option.text().collect::<String>()).collect::<Vec<_>>()
    };
    let [here, elsewhere] = [&[("batiments", "Bâtiments publics"), ("rues", "Rues")][..], &[("rues", "Rues")]].map(Around::with_lists);
    assert_eq!(drawn(&here), ["Choisir", "Bâtiments publics", "Rues"]);
    assert_eq!(drawn(&elsewhere), ["Choisir", "Rues", "«\u{a0}batiments\u{a0}», qui n’existe plus"]);
}
