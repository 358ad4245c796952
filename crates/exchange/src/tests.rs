//! The part as administrators see it, on each engine, with a program that answers.

mod bench;
mod calling;
mod keeping;
mod machine;
