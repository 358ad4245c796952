//! Journeys through the provider, as a person and a client make them.

mod account;
mod bench;
mod code_flow;
mod consent;
mod endpoints;
mod franceconnect;
mod limits;
mod logout;
mod prompts;
mod refresh;
mod second_factor;
mod sharing;
mod sign_up;
mod stores;
