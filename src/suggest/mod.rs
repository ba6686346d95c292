//! (being built)
pub struct Proposal {
    pub span: crate::text::Span,
}
pub fn noise(_t: &crate::text::FrozenText) -> Vec<Proposal> {
    vec![]
}
pub fn title(_t: &crate::text::FrozenText, _f: &str) -> Option<Proposal> {
    None
}
