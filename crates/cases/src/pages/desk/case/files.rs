//! The files of a case, where they answer a question and all together.

use db::InstanceKey;
use forms::FileRef;
use kernel::{
    id::{AttachmentId, CaseId},
    text::{date_time, size},
};
use ui::{Markup, html};

use super::super::urls;
use crate::{model::FileOrigin, store::attachments::Attachment};

/// The files joined to a case.
pub(super) struct Files<'a> {
    pub instance: &'a InstanceKey,
    pub case: CaseId,
    pub joined: &'a [Attachment],
}

impl Files<'_> {
    /// A file among the answers: a link, and the picture itself when it is one.
    /// One that is no longer kept is only named.
    pub(super) fn shown(&self, answered: &FileRef) -> Markup {
        let Some(file) = self.joined.iter().find(|file| file.id.to_string() == answered.id) else {
            return html! { span.file-link { (answered.name) } };
        };
        if let Some(words) = file.unopened() {
            return html! { span.file-link { span { (answered.name) " " span.hint { (words) } } } };
        }
        let href = urls::piece(self.instance, self.case, file.id);
        html! {
            span.file-link {
                // seen beside, for the eye only: the name says the rest
                @if is_picture(file) { img src=(href) alt="" width="64" height="64" loading="lazy" decoding="async"; }
                span { a href=(href) { (file.name.expose()) } " " span.hint { "(" (weight(file)) ")" } }
            }
        }
    }

    /// Those of these names, in a line each.
    pub(super) fn named(&self, ids: &[AttachmentId]) -> Markup {
        let named = ids.iter().filter_map(|id| self.joined.iter().find(|file| file.id == *id));
        html! {
            @for file in named { p { a href=(urls::piece(self.instance, self.case, file.id)) { (file.name.expose()) } " " span.hint { "(" (weight(file)) ")" } } }
        }
    }

    /// All of them, oldest first.
    pub(super) fn list(&self) -> Markup {
        html! {
            @if self.joined.is_empty() { p { "Aucune pièce." } }
            @else {
                ul.files {
                    @for file in self.joined {
                        @let href = urls::piece(self.instance, self.case, file.id);
                        li {
                            (ui::icon(ui::Icon::Paperclip))
                            span.file-name {
                                @if file.unopened().is_some() { (file.name.expose()) } @else { a href=(href) { (file.name.expose()) } }
                                span.hint { (origin(file.origin)) " · " (weight(file)) " · " (date_time(file.at)) }
                                @if let Some(words) = file.unopened() { span.hint { (words) } }
                            }
                            @if file.unopened().is_none() {
                                a href={ (href) "?telecharger=1" } { "Télécharger" span.hidden { " " (file.name.expose()) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Whether browsers show it by themselves.
fn is_picture(file: &Attachment) -> bool {
    ["image/jpeg", "image/png"].contains(&file.media_type.as_str())
}

fn weight(file: &Attachment) -> String {
    size(u64::try_from(file.size).unwrap_or(0))
}

const fn origin(origin: FileOrigin) -> &'static str {
    match origin {
        FileOrigin::Citizen => "Usager",
        FileOrigin::Agent => "Agent",
        FileOrigin::System => "Document du service",
    }
}
