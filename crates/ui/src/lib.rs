//! The look and the words of every page: design tokens, components, form state
//! with errors, layout, style sheet, small scripts and the gallery.
//!
//! Invariants: a component is a pure function to HTML and cannot be called
//! without what accessibility needs (label, group legend, caption, context);
//! no inline style or script is ever produced; every page works without script;
//! colours come from [`Theme`], which only yields pairs that can be read.

mod assets;
mod chrome;
mod content;
mod form;
mod gallery;
mod icon;
mod layout;
mod page;
#[cfg(test)]
mod tests;
mod theme;

pub use assets::{Asset, asset, asset_href};
pub use chrome::{Account, Banner, Chrome, NavItem, Provider, SignOut, SiteName};
pub use content::{
    Change, Chip, Column, Entry, Kind, Message, Pages, ResultCard, Row, Tab, Tile, Tone, avatar, bar, breadcrumb, chips, code_block,
    confirmation, details, details_open, empty_state, file_link, fold, fragment, heading, hero, inbox, key_figure, key_figures, lead,
    map_figure, notice, number, pagination, progress, result_list, section, session_warning, status_tag, stepper, steps, summary_list,
    table, tabs, tiles, timeline,
};
pub use form::{
    CSRF_FIELD, Choice, ChoiceGroup, DateValue, FRAGMENT_HEADER, FieldError, FormState, KEY_FIELD, LIVE_FIELD, Label, MapLinks, Suggest,
    TextKind, UploadedFile, button, button_named, button_row, checkbox, checkboxes, combobox, computed, danger_button, danger_button_named,
    date_input, error_summary, field_id, fieldset, file_input, form, grouped_radios, hidden, leaving_form, link_button, live_form,
    map_button, radios, repeated, required_note, search_form, secondary_button, secondary_button_named, secondary_link_button, select,
    text_button, text_input, textarea, time_input,
};
pub use gallery::{gallery, sample_pages};
pub use icon::{Icon, icon};
pub use layout::layout;
pub use maud::{Markup, PreEscaped, html};
pub use page::{Cache, Frame, Link, Module, Page, Width};
pub use theme::{Theme, ThemeError};
