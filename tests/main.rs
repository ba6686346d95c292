//! All tests that go through the public face of the library, the commands or the window: one binary, so one link.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod consensus;
mod model;
mod quantities;
