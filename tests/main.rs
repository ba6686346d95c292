//! All tests that go through the public face of the library, the commands or the window: one binary, so one link.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod cli;
mod consensus;
mod corpus;
#[cfg(feature = "desktop")]
mod desktop;
mod export;
mod formats;
mod house;
mod import;
mod model;
mod origins;
mod proposals;
mod quantities;
mod report;
mod sample;
mod scripts;
mod search;
mod store;
mod suggest;
mod text;
mod units;
#[cfg(feature = "desktop")]
mod window;
mod wordings;
