package main

import (
	"context"
	"crypto/subtle"
	"errors"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/events"
)

const (
	cached   = time.Minute
	each     = 10
	together = 100
)

var errUnauthorized = errors.New("Unauthorized")

type dataAPI struct {
	registration string
	routes       []route
	readAt       time.Time
}

type authorizer struct {
	table    *table
	prefixes []string
	dataAPIs map[string]dataAPI
	log      *slog.Logger
	allowed  int
}

func newAuthorizer(t *table, prefixes string) *authorizer {
	return &authorizer{t, strings.Split(prefixes, ","), map[string]dataAPI{}, slog.New(slog.NewJSONHandler(os.Stdout, nil)), 0}
}

// Form and checksum, one strongly consistent read, hash, state, data API, route, policy.
func (a *authorizer) handle(ctx context.Context, event events.APIGatewayCustomAuthorizerRequestTypeRequest) (events.APIGatewayCustomAuthorizerResponse, error) {
	key, ok := parse(header(event.Headers, "x-api-key"), a.prefixes)
	if !ok {
		return a.refuse("malformed", "")
	}
	stored, err := a.table.get(ctx, "KEY#"+key.id, "KEY")
	if err != nil {
		return events.APIGatewayCustomAuthorizerResponse{}, err
	}
	hash := key.hash()
	if subtle.ConstantTimeCompare(hash[:], stored.bytes("secret_hash")) != 1 {
		return a.refuse("wrong_secret", key.id)
	}
	state, about := stored.member("state"), stored.member("about")
	if state.number("revoked_at") > 0 || state.number("suspended_at") > 0 || stored.number("expires_at") <= time.Now().Unix() {
		return a.refuse("ended", key.id)
	}
	id := stored.text("data_api_id")
	api, err := a.dataAPI(ctx, id)
	if err != nil {
		return events.APIGatewayCustomAuthorizerResponse{}, err
	}
	if api.registration != about.text("registration") {
		return a.refuse("data_api_gone", key.id)
	}
	return a.decide(event.MethodArn, key.id, id, about.text("name"), api.routes)
}

func (a *authorizer) dataAPI(ctx context.Context, id string) (dataAPI, error) {
	if known, ok := a.dataAPIs[id]; ok && time.Since(known.readAt) < cached {
		return known, nil
	}
	readAt := time.Now()
	stored, err := a.table.get(ctx, "API#"+id, "API")
	if err != nil {
		return dataAPI{}, err
	}
	about := stored.member("about")
	a.dataAPIs[id] = dataAPI{about.text("registration"), about.routes(), readAt}
	return a.dataAPIs[id], nil
}

// Allows all routes of the data API, if one of them covers the request.
func (a *authorizer) decide(arn, keyID, dataAPIID, name string, routes []route) (events.APIGatewayCustomAuthorizerResponse, error) {
	parts := strings.SplitN(arn, "/", 4)
	if len(parts) < 4 {
		return events.APIGatewayCustomAuthorizerResponse{}, errors.New("malformed ARN")
	}
	api := parts[0][strings.LastIndexByte(parts[0], ':')+1:]
	head := strings.TrimSuffix(parts[0], api)
	path := "/" + parts[3]
	covered := false
	var resources []string
	for _, r := range routes {
		if r.apiID != api {
			continue
		}
		resources = append(resources, head+r.apiID+"/"+r.stage+"/"+r.method+r.path)
		covered = covered || matches(r.stage, parts[1]) && matches(r.method, parts[2]) && covers(r.path, path)
	}
	effect := "Allow"
	if !covered {
		effect, resources = "Deny", []string{arn}
	}
	a.logDecision(effect, keyID, dataAPIID)
	return events.APIGatewayCustomAuthorizerResponse{
		PrincipalID: keyID,
		PolicyDocument: events.APIGatewayCustomAuthorizerPolicy{
			Version:   "2012-10-17",
			Statement: []events.IAMPolicyStatement{{Action: []string{"execute-api:Invoke"}, Effect: effect, Resource: resources}},
		},
		Context: map[string]any{"key_id": keyID, "data_api_id": dataAPIID, "name": name},
	}, nil
}

// Logs the first allowed requests one by one, then one line for many.
func (a *authorizer) logDecision(effect, keyID, dataAPIID string) {
	a.allowed++
	if effect != "Allow" || a.allowed <= each || a.allowed%together == 0 {
		a.log.Info("decision", "outcome", effect, "key_id", keyID, "data_api_id", dataAPIID)
	}
}

func (a *authorizer) refuse(reason, keyID string) (events.APIGatewayCustomAuthorizerResponse, error) {
	a.log.Info("decision", "outcome", "refused", "reason", reason, "key_id", keyID)
	return events.APIGatewayCustomAuthorizerResponse{}, errUnauthorized
}

func matches(pattern, value string) bool { return pattern == "*" || pattern == value }

func covers(pattern, path string) bool {
	head, wild := strings.CutSuffix(pattern, "*")
	return wild && strings.HasPrefix(path, head) || pattern == path
}

func header(headers map[string]string, name string) string {
	for each, value := range headers {
		if strings.EqualFold(each, name) {
			return value
		}
	}
	return ""
}
