//! Tests of the core.

mod cases;
mod contrast;
mod damage;
mod grounds;
mod joined;
mod layers;
mod malformed;
mod malformed_rows;
mod models;
mod models_of_records;
mod naive;
mod naive_winners;
mod properties;
mod sections;
mod soak;
mod texts;
mod watched;
