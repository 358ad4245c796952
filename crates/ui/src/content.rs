//! What one reads.

mod figure;
mod file;
mod inbox;
mod list;
mod message;
mod navigation;
mod panel;
mod progress;
mod summary;
mod table;
mod text;
mod timeline;

pub(crate) use figure::initials;
pub use figure::{avatar, bar, key_figure, key_figures, map_figure};
pub use file::file_link;
pub use inbox::{Message, inbox};
pub use list::{ResultCard, Tile, result_list, tiles};
pub use message::{Kind, notice, session_warning};
pub use navigation::{Chip, Pages, Tab, breadcrumb, chips, pagination, tabs};
pub use panel::{confirmation, empty_state, hero};
pub use progress::{progress, stepper, steps};
pub use summary::{Change, Row, summary_list};
pub use table::{Column, number, table};
pub use text::{code_block, details, details_open, fold, fragment, heading, lead, section};
pub use timeline::{Entry, Tone, status_tag, timeline};
