//! The program as it is served: killed, stopped, out of room, and asked
//! everything by everybody; and its commands, as they are typed.

mod connectors;
mod definitions;
mod kill9;
mod no_room;
mod pipes;
mod place;
mod probe;
mod routes;
mod stop;
