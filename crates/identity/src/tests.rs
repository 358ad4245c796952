//! Journeys through the provider, as a person and a client make them.

mod account;
mod address;
mod bench;
mod code_flow;
mod consent;
mod endpoints;
mod limits;
mod locks;
mod logout;
mod oracle;
mod passkeys;
mod prompts;
mod recovery;
mod refresh;
mod second_factor;
mod sign_up;
mod step_up;
mod stores;
