package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"log"
	"net/http"
	"os"

	"story/latchkey"
)

var (
	ctx       = context.Background()
	dataApiID = os.Getenv("DATA_API_ID")
)

func main() {
	client, err := latchkey.NewClientWithResponses(os.Getenv("API_URL"), latchkey.WithRequestEditorFn(
		func(_ context.Context, request *http.Request) error {
			request.Header.Set("Authorization", "Bearer "+os.Getenv("TOKEN"))
			return nil
		}))
	check(err)

	me, err := client.GetMeWithResponse(ctx)
	check(err)
	fmt.Printf("me: %s may %s and %s\n", me.JSON200.Name, me.JSON200.Permissions[0], me.JSON200.Permissions[1])

	name, days, apiID, method := "first app", 30, "orders-data-api", "GET"
	registration := latchkey.DataApiRegistration{
		DataApiId: dataApiID,
		Domain:    "sales",
		Dataset:   "Orders",
		Routes:    []latchkey.RouteInput{{ApiId: &apiID, Method: &method}},
		Key:       &latchkey.FirstKey{Name: &name, ValidityDays: &days},
	}
	idempotencyKey := rand.Text()
	once := latchkey.RegisterDataApiParams{IdempotencyKey: &idempotencyKey}
	registered, err := client.RegisterDataApiWithResponse(ctx, &once, registration)
	check(err)
	key := registered.JSON201.Key
	fmt.Printf("registered: %d, %s\n", registered.StatusCode(), shown(key))
	repeated, err := client.RegisterDataApiWithResponse(ctx, &once, registration)
	check(err)
	fmt.Printf("repeated: %s\n", shown(repeated.JSON200.Key))
	fmt.Printf("orders: %d with the key, %d without\n", orders(*key.ApiKey), orders(""))

	none := latchkey.ExtendKeyParams{}
	extended, err := client.ExtendKeyWithResponse(ctx, key.KeyId, &none, latchkey.KeyExtension{ValidityDays: 60})
	check(err)
	fmt.Printf("extended: by %v days\n", extended.JSON200.ExpiresAt.Sub(key.ExpiresAt).Hours()/24)
	refused, err := client.ExtendKeyWithResponse(ctx, key.KeyId, &none, latchkey.KeyExtension{ValidityDays: 3000})
	check(err)
	tooFar := refused.ApplicationproblemJSON422
	fmt.Printf("extended too far: %d %s %s\n", tooFar.Status, tooFar.Type, *(*tooFar.Errors)[0].Pointer)
	newName := "Nightly reports"
	edited, err := client.EditKeyWithResponse(ctx, key.KeyId, latchkey.KeyPatch{Name: &newName})
	check(err)
	fmt.Printf("edited: %s\n", edited.JSON200.Name)
	status, limit := latchkey.KeyStatusActive, 10
	page, err := client.ListKeysWithResponse(ctx, &latchkey.ListKeysParams{DataApiId: &dataApiID, Status: &status, Limit: &limit})
	check(err)
	fmt.Printf("listed: %d active key\n", len(page.JSON200.Keys))

	rotated, err := client.RotateKeyWithResponse(ctx, key.KeyId, latchkey.KeyRotation{})
	check(err)
	newKey := *rotated.JSON200.ApiKey
	fmt.Printf("rotated: the old key %d, the new key %d\n", orders(*key.ApiKey), orders(newKey))
	_, err = client.RevokeKeyWithResponse(ctx, key.KeyId, latchkey.KeyRevocation{})
	check(err)
	fmt.Printf("revoked: %d\n", orders(newKey))
	_, err = client.DeleteKeyWithResponse(ctx, key.KeyId)
	check(err)
	gone, err := client.GetKeyWithResponse(ctx, key.KeyId, nil)
	check(err)
	fmt.Printf("deleted: %d %s\n", gone.StatusCode(), gone.ApplicationproblemJSON404.Type)

	kinds := ""
	for len(kinds) < 9 || kinds[:9] != ", deleted" { // the audit log is up to a second behind
		events, err := client.ListKeyEventsWithResponse(ctx, key.KeyId, &latchkey.ListKeyEventsParams{})
		check(err)
		kinds = ""
		for _, event := range events.JSON200.Events {
			kinds += ", " + string(event.Kind)
		}
	}
	fmt.Printf("events: %s\n", kinds[2:])
}

func orders(apiKey string) int {
	request, err := http.NewRequest("GET", os.Getenv("ORDERS_URL"), nil)
	check(err)
	if apiKey != "" {
		request.Header.Set("X-Api-Key", apiKey)
	}
	response, err := http.DefaultClient.Do(request)
	check(err)
	response.Body.Close()
	return response.StatusCode
}

func shown(key latchkey.IssuedKey) string {
	if key.ApiKey != nil {
		return "with an API key"
	}
	return "without an API key"
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
