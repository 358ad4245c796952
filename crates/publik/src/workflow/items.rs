//! The actions of w.c.s.: one line each, one file per action or family.

mod aside;
mod choice;
mod connector;
mod data;
mod dispatch;
mod document;
mod editable;
mod forget;
mod input;
mod jump;
mod mail;
mod priority;
mod records;
mod show;
mod talk;

use super::{draft::Draft, stay::Stay};
use crate::{report::Weight, wcs::Item};

pub(crate) use input::input_fields;

/// Carries an action of a status: what it does, the ways it opens. `all` are
/// the actions of the same status.
type Carry = fn(&Item, &[Item], &mut Stay, &mut Draft<'_>);

/// Every action.
const ITEMS: &[(&str, Carry)] = &[
    ("sendmail", mail::sendmail),
    ("sendsms", mail::sms),
    ("notification", mail::notification),
    ("displaymsg", show::display),
    ("register-comment", show::register),
    ("commentable", talk::comment),
    ("addattachment", talk::attachment),
    ("choice", choice::choice),
    ("jump", jump::jump),
    ("timeout_jump", jump::jump),
    ("jumponsubmit", jump::on_submit),
    ("form", input::form),
    ("editable", editable::editable),
    ("set-backoffice-fields", data::set),
    ("webservice_call", connector::call),
    ("export_to_model", document::export),
    ("dispatch", dispatch::dispatch),
    ("create_carddata", records::create_card),
    ("create_formdata", records::create_form),
    ("resubmit", records::resubmit),
    ("modify_criticality", priority::modify),
    ("anonymise", forget::anonymise),
    ("remove", forget::remove),
    ("remove_tracking_code", aside::aside),
    ("add_role", aside::aside),
    ("remove_role", aside::aside),
    ("edit_carddata", aside::aside),
    ("assign_carddata", aside::aside),
    ("external_workflow", aside::aside),
    ("external_workflow_global_action", aside::aside),
    ("geolocate", aside::aside),
    ("redirect_to_url", aside::aside),
    ("update_user_profile", aside::aside),
    ("aggregationemail", aside::aside),
    ("aggregation_email", aside::aside),
];

/// Settings of actions that are read somewhere.
const READ: [&str; 53] = [
    "id",
    "label",
    "by",
    "to",
    "status",
    "condition",
    "mail_template",
    "subject",
    "body",
    "title",
    "message",
    "comment",
    "varname",
    "formdef",
    "fields",
    "method",
    "url",
    "post",
    "post_formdata",
    "post_data",
    "qs_data",
    "require_confirmation",
    "confirmation_text",
    "backoffice_info_text",
    "ignore_form_errors",
    "hide_submit_button",
    "timeout",
    "trigger",
    "mode",
    "attachments",
    "dispatch_type",
    "role_key",
    "role_id",
    "rules",
    "variable",
    "formdef_slug",
    "mappings",
    "absolute_value",
    "set_marker_on_status",
    "address_string",
    "required",
    "button_label",
    "name",
    "model_file",
    "level",
    "position",
    "action_on_app_error",
    "action_on_4xx",
    "action_on_5xx",
    "action_on_bad_data",
    "action_on_network_errors",
    "backoffice_filefield_id",
    "response_type",
];

/// Carries the actions of a status or of a global action, in order.
pub(crate) fn carry_all(items: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    let outside = draft.place.clone();
    for item in items {
        draft.place = outside.with(&item.shown());
        item.element.unread(&READ).for_each(|name| draft.ledger.ignore(name));
        match ITEMS.iter().find(|(name, _)| *name == item.kind) {
            Some((_, carry)) => carry(item, items, stay, draft),
            None => {
                let message = format!("L’action «\u{a0}{}\u{a0}» n’est pas connue\u{a0}: elle n’est pas reprise.", item.kind);
                draft.ledger.left(&construct(item), Weight::Decide, &draft.place, message);
            }
        }
    }
    draft.place = outside;
}

/// Its name in the report.
fn construct(item: &Item) -> String {
    format!("action {}", item.kind)
}

impl Draft<'_> {
    /// The action is carried as it is.
    fn kept(&mut self, item: &Item) {
        self.ledger.kept(&construct(item));
    }

    /// The action is carried with a change.
    fn changed(&mut self, item: &Item, weight: Weight, message: impl Into<String>) {
        self.ledger.changed(&construct(item), weight, &self.place, message);
    }

    /// The action is not carried.
    fn left(&mut self, item: &Item, weight: Weight, message: impl Into<String>) {
        self.ledger.left(&construct(item), weight, &self.place, message);
    }
}
