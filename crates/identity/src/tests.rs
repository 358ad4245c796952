//! Journeys through the provider, as a person and a client make them.

mod account;
mod assertions;
mod bench;
mod code_flow;
mod consent;
mod discovery;
mod dpop;
mod endpoints;
mod grants;
mod hostile;
mod limits;
mod logout;
mod programs;
mod prompts;
mod pushed;
mod refresh;
mod refusals;
mod response_modes;
mod second_factor;
mod secrets;
mod sharing;
mod sign_up;
mod signing_keys;
mod stores;
