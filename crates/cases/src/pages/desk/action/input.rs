//! What a transition asks of the agent: a form of one page.

use std::collections::BTreeMap;

use db::blobs::BlobRef;
use definition::INPUT_PAGE;
use expr::{Today, Values};
use forms::{Answers, CompiledForm, FileRef, Journey, Links, Submitted, edit_page};
use kernel::Slug;
use ui::{FormState, Markup, html};
use web::{Ctx, Outcome, Posted};

use super::{super::found::SEEN, STAGE, Wanted};
use crate::{
    Cases, PlaceLinks,
    answering::JoinedFile,
    arrivals::{Arrival, Arrivals},
    filing::outer_values,
};

/// The hidden field that carries what was accepted so far, signed: files
/// already received are not asked for twice.
const CARRIED: &str = "_saisie";

/// What was typed, and what it gives.
pub(in super::super) struct Input {
    form: Option<Slug>,
    answers: Answers,
    /// What was typed, as typed, and what to correct.
    pub state: FormState,
    /// Whether the move may be made with it.
    pub is_ready: bool,
    /// As the workflow reads it.
    pub values: Values,
    /// In words, for messages.
    pub texts: BTreeMap<String, String>,
    has_files: bool,
    places: PlaceLinks,
}

impl Input {
    /// Nothing typed yet.
    pub(super) fn blank(cases: &Cases, ctx: &Ctx, wanted: &Wanted) -> Self {
        let answers = Answers::new();
        let state = form_of(wanted).map(|form| journey(ctx, wanted, form, &answers).state(INPUT_PAGE)).unwrap_or_default();
        Self::of(cases, ctx, wanted, (answers, state), false)
    }

    /// What was sent. Files are put on disk; nothing else is kept.
    pub(super) async fn read(cases: &Cases, ctx: &Ctx, wanted: &Wanted, posted: &mut Posted) -> Outcome<Self> {
        let Some(form) = form_of(wanted) else {
            return Ok(Self::of(cases, ctx, wanted, (Answers::new(), FormState::default()), true));
        };
        let arrivals = Arrivals::of(posted.take_files(), |input| form.keeps_place(input)).await?;
        let (files, refused) = (received(cases, ctx, arrivals.files).await?, arrivals.refused);
        let own = [SEEN, STAGE, CARRIED];
        let values = posted.values().iter().filter(|(name, _)| !own.contains(&name.as_str()));
        let submitted = Submitted { values: values.map(|(name, values)| (name.clone(), values.clone())).collect(), files };
        let carried = carried(ctx, posted);
        let outcome = journey(ctx, wanted, form, &carried).submit(INPUT_PAGE, &submitted);
        let Some(mut outcome) = outcome else { return Ok(Self::of(cases, ctx, wanted, (carried, FormState::default()), true)) };
        refused.into_iter().for_each(|(field, sentence)| outcome.state.add_error(field, sentence));
        let is_ready = outcome.may_go_on();
        let places = PlaceLinks::of(cases, &outcome.state, ctx.moment().wall).await;
        Ok(Self { places, ..Self::of(cases, ctx, wanted, (outcome.answers, outcome.state), is_ready) })
    }

    fn of(cases: &Cases, ctx: &Ctx, wanted: &Wanted, (answers, state): (Answers, FormState), is_ready: bool) -> Self {
        let form = form_of(wanted);
        let mut values = form.map(|form| journey(ctx, wanted, form, &answers).values().clone()).unwrap_or_default();
        let own = |name: &str| form.is_some_and(|form| form.fields().any(|field| field.slug() == name));
        values.retain(|name, _| own(name));
        let name = wanted.transition.input.clone();
        let texts = name.as_ref().map(|name| wanted.found.compiled.input_texts(name, &answers, &wanted.lists)).unwrap_or_default();
        let has_files = form.is_some_and(|form| form.fields().any(|field| field.field().kind == "files"));
        Self { form: name, answers, state, is_ready, values, texts, has_files, places: PlaceLinks::blank(cases) }
    }

    /// The questions, none when the transition asks nothing.
    pub(super) fn fields(&self, ctx: &Ctx, wanted: &Wanted) -> Option<Markup> {
        let form = form_of(wanted)?;
        Some(edit_page(
            &journey(ctx, wanted, form, &self.answers),
            INPUT_PAGE,
            &self.state,
            Links { places: Some(self.places.links()), ..Links::NONE },
        ))
    }

    pub(super) const fn has_files(&self) -> bool {
        self.has_files
    }

    /// What travels with the form, unseen.
    pub(super) fn carried(&self, ctx: &Ctx) -> Markup {
        html! {
            @if !self.answers.is_empty() { (ui::hidden(CARRIED, &ctx.sign(CARRIED, &self.answers.to_json().to_string()))) }
        }
    }

    /// The files it holds, to be joined to the case.
    pub(super) fn files(&self) -> Vec<JoinedFile> {
        let Some(serde_json::Value::Object(answers)) = self.form.as_ref().map(|_| self.answers.to_json()) else { return Vec::new() };
        let lists = answers.into_iter().filter_map(|(_, answer)| serde_json::from_value::<Vec<FileRef>>(answer).ok());
        lists.flatten().filter_map(joined).collect()
    }
}

fn joined(file: FileRef) -> Option<JoinedFile> {
    let blob = BlobRef { hash: file.sha256, size: file.size };
    Some(JoinedFile { id: file.id.parse().ok()?, name: file.name, media_type: file.media_type, blob })
}

fn form_of(wanted: &Wanted) -> Option<&CompiledForm> {
    wanted.found.compiled.input(wanted.transition.input.as_ref()?)
}

fn journey<'a>(ctx: &Ctx, wanted: &'a Wanted, form: &'a CompiledForm, answers: &'a Answers) -> Journey<'a> {
    let extra = outer_values(None, wanted.found.row.channel, &wanted.found.row.authority);
    Journey::new(form, answers, &wanted.lists, Today { now: ctx.moment().now }, &extra)
}

fn carried(ctx: &Ctx, posted: &Posted) -> Answers {
    let text = ctx.verify(CARRIED, posted.value(CARRIED));
    text.and_then(|text| serde_json::from_str(&text).ok()).map_or_else(Answers::new, Answers::from_json)
}

type Files = BTreeMap<String, Vec<FileRef>>;

/// Puts the files on disk.
async fn received(cases: &Cases, ctx: &Ctx, arrivals: Vec<Arrival>) -> Outcome<Files> {
    let mut files = Files::new();
    for Arrival { staged, media_type } in arrivals {
        let blob = cases.blobs().put_file(ctx.instance()?, staged.path()).await?;
        let id = ctx.moment().id::<kernel::id::kind::Attachment>().to_string();
        let (name, media_type) = (staged.name.clone(), media_type.to_owned());
        files.entry(staged.field.clone()).or_default().push(FileRef {
            id,
            name,
            size: blob.size,
            media_type,
            sha256: blob.hash,
            date: None,
        });
    }
    Ok(files)
}
