//! A transition of the workflow: what it asks, what the citizen will read, and
//! the move itself.

mod input;

use std::{collections::BTreeSet, sync::Arc};

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use db::InstanceTx;
use definition::INPUT_PAGE;
use forms::{CompiledPage, Lookups};
use kernel::{Problem, Slug};
use ui::{Markup, Module, html};
use web::{Answer, Ctx, Failure, Html, Outcome, Posted, redirect};
use workflow::{Actor, Tone, Transition, available};

pub(super) use self::input::Input;
use super::{
    done::Done,
    found::{Found, Overtaken, conflict, reread, seen_version, was_sent},
    preview::{Preview, tells_citizen},
    sheet::Sheet,
    urls,
};
use crate::{
    Cases,
    desk_work::AtDesk,
    store::{self, contacts::Contact},
};

/// The field of the buttons, and its value to see before doing.
const STAGE: &str = "etape";
const LOOK: &str = "apercu";
/// The part of the page that depends on what is typed.
const QUESTIONS: &str = "questions";

type Address = Path<(String, String, String)>;

pub(super) async fn get(State(cases): State<Cases>, Path((_, case, transition)): Address, ctx: Ctx) -> Outcome<Html> {
    let lists = cases.lists_of(ctx.instance()?).await?;
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let wanted = Wanted::find(&cases, &mut tx, &ctx, (&case, &transition), lists).await?;
    if !wanted.is_offered {
        return Err(Problem::Conflict("Cette action n’est plus possible à cette étape. Rouvrez la demande.".to_owned()).into());
    }
    let input = Input::blank(&cases, &ctx, &wanted);
    wanted.page(&cases, &ctx, &input, wanted.transition.input.is_none(), None)
}

pub(super) async fn post(
    State(cases): State<Cases>,
    Path((_, case, transition)): Address,
    ctx: Ctx,
    mut posted: Posted,
) -> Outcome<Answer> {
    let (instance, seen_version) = (ctx.instance()?, seen_version(&posted)?);
    let lists = cases.lists_of(instance).await?;
    let mut tx = ctx.instance_read(instance).await?;
    let wanted = Wanted::find(&cases, &mut tx, &ctx, (&case, &transition), lists).await?;
    drop(tx);
    let input = Input::read(&cases, &ctx, &wanted, &mut posted).await?;
    let looks = posted.value(STAGE) == LOOK;
    if looks || !input.is_ready {
        return Ok(wanted.page(&cases, &ctx, &input, looks && input.is_ready, None)?.into_response());
    }
    let mut tx = ctx.instance_write(instance).await?;
    let mut found = Found::to_read(&cases, &mut tx, &ctx, &case).await?;
    let after = urls::case_after(instance, found.row.id, Done::Moved);
    let sent = was_sent(&mut tx, &ctx, &posted, &input.files()).await;
    if matches!(sent, Ok(true)) {
        return Ok(redirect(&after));
    }
    let desk = AtDesk { agent: ctx.agent()?, compiled: &found.compiled, seen_version };
    let transition = wanted.transition.slug.clone();
    let moved = match sent.and_then(|_| found.is_here()) {
        Ok(()) => {
            cases.agent_move(&mut tx, ctx.moment(), &mut found.row, &desk, transition, (input.values.clone(), input.texts.clone())).await
        }
        elsewhere => elsewhere,
    };
    if let Some(why) = conflict(moved)? {
        drop(tx);
        let (_, overtaken) = reread(&cases, &ctx, &case, seen_version, why).await?;
        let mut tx = ctx.instance_read(instance).await?;
        let wanted = Wanted::find(&cases, &mut tx, &ctx, (&case, wanted.transition.slug.as_str()), wanted.lists).await?;
        return Ok(wanted.page(&cases, &ctx, &input, false, Some(&overtaken))?.into_response());
    }
    cases.join(&mut tx, ctx.moment(), &found.row, input.files(), crate::model::FileOrigin::Agent, true).await?;
    tx.commit().await?;
    Ok(redirect(&after))
}

/// A transition that an agent wants to take.
pub(super) struct Wanted {
    pub found: Found,
    pub transition: Transition,
    pub actor: Actor,
    /// Whether she may take it now.
    is_offered: bool,
    /// How the team that has the case is reached.
    pub contact: Contact,
    /// The lists that its form chooses from.
    lists: Arc<Lookups>,
}

impl Wanted {
    async fn find(cases: &Cases, tx: &mut InstanceTx, ctx: &Ctx, (case, transition): (&str, &str), lists: Arc<Lookups>) -> Outcome<Self> {
        let found = Found::to_read(cases, tx, ctx, case).await?;
        let slug: Slug = transition.parse().map_err(|_| Failure::NOT_FOUND)?;
        let Some(transition) = found.compiled.workflow().transition(&slug).cloned() else {
            return Err(unknown(cases, tx, &found, &slug).await?);
        };
        let actor = actor(cases, tx, ctx, &found).await?;
        let is_offered = found.is_here().is_ok() && offered(cases, ctx, &found, &actor)?.iter().any(|each| each.slug == slug);
        let contact = store::contacts::of_team(tx, found.row.state.0.team.as_ref()).await?;
        Ok(Self { found, transition, actor, is_offered, contact, lists })
    }

    /// The page; `with_preview` shows what the citizen will read.
    fn page(&self, cases: &Cases, ctx: &Ctx, input: &Input, with_preview: bool, conflict: Option<&Overtaken>) -> Outcome<Html> {
        let transition = &self.transition;
        let sheet = Sheet { ctx, found: &self.found, title: &transition.label, state: &input.state, conflict };
        let fields = input.fields(ctx, self);
        let is_live = self.input_page().is_some_and(CompiledPage::is_live);
        let action = urls::action(ctx.instance()?, self.found.row.id, &transition.slug);
        let inside = html! {
            (input.carried(ctx))
            @if let Some(fields) = &fields { (ui::fragment(QUESTIONS, fields.clone())) }
            (sheet.buttons(html! { @if self.is_offered { (self.button()) (self.look_button()) } })?)
        };
        let form = match is_live {
            true => sheet.live_form(&action, input.has_files(), QUESTIONS, inside),
            false => sheet.form(&action, input.has_files(), inside),
        };
        let preview = with_preview.then(|| Preview::of(cases, ctx, self, input)).transpose()?;
        let body = html! {
            @if let Some(hint) = &transition.hint { (ui::lead(hint)) }
            @if let Some(preview) = &preview { (preview.shown()) }
            @if let Some(question) = &transition.confirmation { p { strong { (question) } } }
            (form)
        };
        match fields {
            // its questions come with their own heading and their own list of errors
            Some(_) => {
                let page = sheet.page_with(html! { p.over { (self.found.row.reference) " · " (transition.label) } }, body)?;
                let page = if is_live { page.module(Module::Live) } else { page };
                let asks_where = self.input_page().is_some_and(CompiledPage::asks_where);
                Ok(if asks_where { page.module(Module::Combobox).module(Module::Map) } else { page }.into())
            }
            None => sheet.page(body),
        }
    }

    /// The questions that the transition asks, if it asks any.
    fn input_page(&self) -> Option<&CompiledPage> {
        self.found.compiled.input(self.transition.input.as_ref()?)?.page(INPUT_PAGE)
    }

    fn button(&self) -> Markup {
        match self.transition.tone {
            Tone::Danger => ui::danger_button(&self.transition.label),
            Tone::Neutral | Tone::Primary => ui::button(&self.transition.label),
        }
    }

    fn look_button(&self) -> Markup {
        let has_something_to_show = self.transition.input.is_some() && tells_citizen(&self.transition);
        html! { @if has_something_to_show { (ui::secondary_button_named(STAGE, LOOK, "Prévisualiser le message")) } }
    }
}

/// Why there is no such transition: the version that the case left had it, or none ever did.
async fn unknown(cases: &Cases, tx: &mut InstanceTx, found: &Found, slug: &Slug) -> Outcome<Failure> {
    let former = cases.formerly(tx, found.row.id).await?;
    let had_it = former.iter().any(|(compiled, _)| compiled.workflow().transition(slug).is_some());
    let sentence = "Cette demande est passée à une autre version de la démarche, qui n’a plus cette action. Rouvrez la demande.";
    Ok(if had_it { Problem::Conflict(sentence.to_owned()).into() } else { Failure::NOT_FOUND })
}

/// An agent as the workflow of a case knows her.
pub(super) async fn actor(cases: &Cases, tx: &mut InstanceTx, ctx: &Ctx, found: &Found) -> Outcome<Actor> {
    let agent = ctx.agent()?;
    let functions: BTreeSet<Slug> = cases.functions_of(tx, agent, &found.row.teleservice).await?;
    Ok(Actor::Agent { id: agent.id.to_string(), functions })
}

/// The transitions that she may take now.
pub(super) fn offered<'a>(cases: &Cases, ctx: &Ctx, found: &'a Found, actor: &Actor) -> Outcome<Vec<&'a Transition>> {
    let snapshot = cases.snapshot(&found.compiled, ctx.instance()?, &found.row)?;
    Ok(available(found.compiled.workflow(), &snapshot, actor, ctx.moment().now))
}
