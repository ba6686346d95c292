//! Annotations of many articles -> statements, their support and their contradictions.
//!
//! A pure engine: a project in, statements out, deterministic, incremental by annotation. No screen, no disk, no clock.

mod statement;

pub use statement::{Cell, Consensus, Difference, Engine, Member, Rival, Slot, Standing, Statement};
