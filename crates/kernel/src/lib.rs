//! The smallest words of the house: typed identifiers, time and randomness as
//! values, working time, values with keys, personal data, problems.
//!
//! Architecture invariant: nothing here does I/O (the system clock and the
//! system's randomness, each in its one home, excepted), nothing is async.

pub mod calendar;
pub mod clock;
pub mod id;
pub mod moment;
pub mod money;
pub mod opening;
pub mod personal;
pub mod problem;
pub mod rng;
pub mod setting;
pub mod slug;
pub mod text;
pub mod values;

pub use clock::{Clock, Timestamp};
pub use id::Id;
pub use moment::Moment;
pub use money::Cents;
pub use opening::OpeningHours;
pub use personal::Personal;
pub use problem::Problem;
pub use rng::Rng;
pub use slug::Slug;
