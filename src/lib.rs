//! Pressmark: tag claims, quotes and opinions in several outlets' articles on one event, and see what they say
//! together and where they differ.
//!
//! The rooms, from the ground up; ARCHITECTURE.md has the map and the house rules.

pub mod model; // what a project is: plain values
pub mod text; // reading a text: positions, words, sentences, quotations, quantities

pub mod consensus; // annotations of many articles -> statements, their support, their contradictions
pub mod suggest; // a text -> proposed title and noise

pub mod export; // a project -> dataset files
pub mod import; // files of the world -> articles and annotations
pub mod store; // a project folder <-> the model

pub mod cli; // the commands
#[cfg(feature = "desktop")]
pub mod desktop; // the window
