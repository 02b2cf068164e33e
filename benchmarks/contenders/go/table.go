package main

import (
	"context"
	"strconv"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

type table struct {
	client *dynamodb.Client
	name   string
}

type item map[string]types.AttributeValue

type route struct{ apiID, stage, method, path string }

// Reads an item by one strongly consistent read; nil if there is none.
func (t *table) get(ctx context.Context, pk, sk string) (item, error) {
	ctx, cancel := context.WithTimeout(ctx, 850*time.Millisecond)
	defer cancel()
	output, err := t.client.GetItem(ctx, &dynamodb.GetItemInput{
		TableName:      aws.String(t.name),
		ConsistentRead: aws.Bool(true),
		Key: map[string]types.AttributeValue{
			"pk": &types.AttributeValueMemberS{Value: pk},
			"sk": &types.AttributeValueMemberS{Value: sk},
		},
	})
	if err != nil {
		return nil, err
	}
	return output.Item, nil
}

func (i item) text(name string) string {
	if value, ok := i[name].(*types.AttributeValueMemberS); ok {
		return value.Value
	}
	return ""
}

func (i item) bytes(name string) []byte {
	if value, ok := i[name].(*types.AttributeValueMemberB); ok {
		return value.Value
	}
	return nil
}

func (i item) number(name string) int64 {
	if value, ok := i[name].(*types.AttributeValueMemberN); ok {
		number, _ := strconv.ParseInt(value.Value, 10, 64)
		return number
	}
	return 0
}

func (i item) member(name string) item {
	if value, ok := i[name].(*types.AttributeValueMemberM); ok {
		return value.Value
	}
	return nil
}

func (i item) routes() []route {
	list, _ := i["routes"].(*types.AttributeValueMemberL)
	if list == nil {
		return nil
	}
	var routes []route
	for _, value := range list.Value {
		if each, ok := value.(*types.AttributeValueMemberM); ok {
			r := item(each.Value)
			routes = append(routes, route{r.text("api_id"), r.text("stage"), r.text("method"), r.text("path")})
		}
	}
	return routes
}
