//! The web layer as browsers, forgers and slow networks meet it.

mod forgery;
mod forms;
mod house;
mod isolation;
mod pages;
mod parked;
mod provider;
mod session;
mod sign_in;
mod sockets;
mod table;
mod world;
