//! Journeys through the provider, as a person and a client make them.

mod account;
mod bench;
mod closing;
mod code_flow;
mod consent;
mod deleted_accounts;
mod endpoints;
mod inactivity;
mod limits;
mod logout;
mod prompts;
mod refresh;
mod second_factor;
mod sharing;
mod sign_up;
mod stores;
