//! Names for words and texts that are the same on every machine and in every run.

/// FNV-1a in 64 bits (Fowler, Noll, Vo; RFC 9923).
pub(super) fn word(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// FNV-1a in 128 bits, fed piece by piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Digest(u128);

impl Digest {
    pub(super) fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    pub(super) fn feed(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = (self.0 ^ u128::from(b)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }

    pub(super) fn number(&mut self, n: u64) {
        self.feed(&n.to_le_bytes());
    }

    pub(super) fn end(self) -> u128 {
        self.0
    }
}
