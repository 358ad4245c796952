//! The program as it is served: killed, stopped, out of room, and asked
//! everything by everybody.

mod kill9;
mod no_room;
mod pipes;
mod place;
mod probe;
mod routes;
mod stop;
