//! Forms: what was typed, and the controls to type it again. Errors stand
//! between the label and the control, in the words of the summary.

mod button;
mod choice;
mod computed;
mod date;
mod file;
mod group;
mod label;
mod map;
mod search;
mod state;
mod summary;
mod tag;
mod text;

pub use button::{
    button, button_named, button_row, danger_button, danger_button_named, link_button, secondary_button, secondary_button_named,
    secondary_link_button, text_button,
};
pub use choice::{Choice, ChoiceGroup, checkbox, checkboxes, grouped_radios, radios, select};
pub use computed::computed;
pub use date::{DateValue, date_input, time_input};
pub use file::{UploadedFile, file_input};
pub use group::{fieldset, repeated, required_note};
pub use label::{Label, field_id};
pub use map::{MapLinks, map_button};
pub use search::{Suggest, combobox, search_form};
pub use state::{FieldError, FormState};
pub use summary::error_summary;
pub use tag::{CSRF_FIELD, FRAGMENT_HEADER, KEY_FIELD, LIVE_FIELD, form, hidden, leaving_form, live_form};
pub use text::{TextKind, text_input, textarea};
