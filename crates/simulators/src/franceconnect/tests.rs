//! FranceConnect as its clients and their people see it.

mod code_flow;
mod incidents;
mod logout;
mod misbehaviour;
mod protocol;
mod sessions;
mod token;
mod userinfo;
mod world;
