//! `GET /api/openapi.json`: what partners' programs may call besides OpenID
//! Connect (OpenAPI 3.1).

use axum::extract::State;
use serde_json::{Value, json};
use web::Answer;

use crate::Identity;

pub(crate) async fn get(State(identity): State<Identity>) -> Answer {
    super::public_json(&document(identity.issuer()))
}

fn document(issuer: &str) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": "GrandLyon Connect", "version": "1" },
        "servers": [{ "url": issuer }],
        "security": [{ "client": ["accounts:deleted"] }],
        "paths": { "/api/deleted-accounts": { "get": deleted_accounts() } },
        "webhooks": { "account-purged": { "post": account_purged() } },
        "components": {
            "securitySchemes": { "client": { "type": "oauth2", "flows": { "clientCredentials": {
                "tokenUrl": format!("{issuer}/token"),
                "scopes": { "accounts:deleted": "Learn which of the accounts that this client knew were deleted." },
            } } } },
        },
    })
}

fn deleted_accounts() -> Value {
    let refused = |why: &str| json!({ "description": why });
    json!({
        "operationId": "deletedAccounts",
        "summary": "The accounts deleted that this client knew, in order, for thirteen months.",
        "parameters": [
            { "name": "after", "in": "query", "schema": { "type": "string" }, "description": "The `next` of the answer before; absent, from the beginning." },
            { "name": "limit", "in": "query", "schema": { "type": "integer", "minimum": 1, "maximum": 1000, "default": 100 } },
        ],
        "responses": {
            "200": { "description": "A page.", "content": { "application/json": { "schema": {
                "type": "object",
                "required": ["accounts", "next", "has_more"],
                "properties": {
                    "accounts": { "type": "array", "items": {
                        "type": "object",
                        "required": ["sub", "deleted_at"],
                        "properties": {
                            "sub": { "type": "string", "description": "The subject that this client knew." },
                            "deleted_at": { "type": "string", "format": "date-time" },
                        },
                    } },
                    "next": { "type": "string", "description": "Keep it: it asks for what follows. Opaque." },
                    "has_more": { "type": "boolean" },
                },
            } } } },
            "400": refused("`after` or `limit` has another shape."),
            "401": refused("The access token is worth nothing."),
            "403": refused("The access token has not the scope accounts:deleted."),
        },
    })
}

fn account_purged() -> Value {
    json!({
        "summary": "An account that the client knew was deleted: a Security Event Token, pushed (RFC 8935).",
        "security": [],
        "requestBody": { "content": { "application/secevent+jwt": { "schema": { "type": "string" } } } },
        "responses": { "202": { "description": "Kept." }, "400": { "description": "Refused for good." } },
    })
}
